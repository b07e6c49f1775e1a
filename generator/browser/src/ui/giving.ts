/** What the browser takes out of the page at the visitor's wish: a copy, a file, what is shared. */

export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function save(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  // The download has begun by then; what stays would stay as long as the page.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export async function share(file: File): Promise<boolean> {
  try {
    await navigator.share({ files: [file], title: file.name });
    return true;
  } catch (error) {
    // Closing the menu is not a failure.
    return error instanceof DOMException && error.name === "AbortError";
  }
}
