export declare const FOLDER: string;
export declare const ENTRY: string;
export declare function compressed(content: Uint8Array): number;
export declare function build(): Promise<{
  readonly files: ReadonlyMap<string, Buffer>;
  /** The scripts that the entry loads at once. */
  readonly atOnce: readonly string[];
  /** The scripts that a module loads, when it is loaded later. */
  readonly loadedBy: (module: string) => readonly string[];
}>;
