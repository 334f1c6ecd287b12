/** An array that the kernel reads or writes: what it begins with is written by `fill`, else it is zero. */
export interface Block<Own> {
  readonly bytes: number;
  view(buffer: ArrayBuffer, offset: number): Own;
  fill?(view: Own): void;
}

type View = Int32Array | Float32Array | Float64Array | Uint8Array;
type Blocks = Readonly<Record<string, Block<View>>>;
export type Views<B> = { readonly [Name in keyof B]: B[Name] extends Block<infer Own> ? Own : never };

const bytesPerPage = 65_536;
/** Blocks begin at whole lines of the processor's cache. */
const lineBytes = 64;
/** Left to the compiler. */
const firstByte = 1024;

export function int32s(length: number, fill?: (view: Int32Array) => void): Block<Int32Array> {
  const view = (buffer: ArrayBuffer, offset: number) => new Int32Array(buffer, offset, length);
  return { bytes: 4 * length, view, ...(fill && { fill }) };
}

export function float32s(length: number, fill?: (view: Float32Array) => void): Block<Float32Array> {
  const view = (buffer: ArrayBuffer, offset: number) => new Float32Array(buffer, offset, length);
  return { bytes: 4 * length, view, ...(fill && { fill }) };
}

export function float64s(length: number, fill?: (view: Float64Array) => void): Block<Float64Array> {
  const view = (buffer: ArrayBuffer, offset: number) => new Float64Array(buffer, offset, length);
  return { bytes: 8 * length, view, ...(fill && { fill }) };
}

export function uint8s(length: number, fill?: (view: Uint8Array) => void): Block<Uint8Array> {
  const view = (buffer: ArrayBuffer, offset: number) => new Uint8Array(buffer, offset, length);
  return { bytes: length, view, ...(fill && { fill }) };
}

/**
 * Puts blocks side by side into one memory. Throws a RangeError where they need more than the 4 GiB that WebAssembly can
 * address, or than the machine has.
 */
export function layInMemory<B extends object>(blocks: B): { memory: WebAssembly.Memory; views: Views<B> } {
  const entries = Object.entries(blocks as Blocks);
  let bytes = firstByte;
  const offsets = entries.map(([, block]) => {
    const offset = bytes;
    bytes += Math.ceil(block.bytes / lineBytes) * lineBytes;
    return offset;
  });
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / bytesPerPage) });
  const views: Record<string, View> = {};
  for (const [index, [name, block]] of entries.entries()) {
    const view = block.view(memory.buffer, offsets[index]!);
    block.fill?.(view);
    views[name] = view;
  }
  return { memory, views: views as Views<B> }; // the same names, each with its own view
}
