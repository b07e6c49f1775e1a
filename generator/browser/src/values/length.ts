/** Characters, not the halves of surrogate pairs. */
export function lengthOf(text: string): number {
  return [...text].length;
}
