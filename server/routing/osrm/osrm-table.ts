import { RoutingError } from '../port.ts';
import type { LonLat, RoutingCall, TableBlock } from '../port.ts';

type TableCall = RoutingCall & { readonly onProgress?: (done: number) => void };

/** Asks for one block; the points are the block's own, and the lists are indices into them. */
type AskBlock = (
  points: readonly LonLat[],
  sources: readonly number[],
  destinations: readonly number[],
  call: RoutingCall,
) => Promise<TableBlock>;

/** Where a block's rows and columns are in the table asked for. */
interface Block {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Tables of any size from a server that answers small ones; learns how small. */
export class OsrmTable {
  readonly #ask: AskBlock;
  #size: number;

  constructor(size: number, ask: AskBlock) {
    this.#size = size;
    this.#ask = ask;
  }

  async fill(
    points: readonly LonLat[],
    sources: readonly number[],
    destinations: readonly number[],
    call: TableCall,
  ): Promise<TableBlock> {
    const cells = sources.length * destinations.length;
    const answer = { seconds: new Int32Array(cells), metres: new Int32Array(cells) };
    let done = 0;
    // Aborted when one block fails, so that the others do not go on for nothing.
    const failed = new AbortController();
    const signal = call.signal ? AbortSignal.any([call.signal, failed.signal]) : failed.signal;
    const keep = ({ rows, columns }: Block, block: TableBlock): void => {
      for (const [row, toRow] of rows.entries()) {
        for (const [column, toColumn] of columns.entries()) {
          const from = row * columns.length + column;
          const to = toRow * destinations.length + toColumn;
          // The block was checked to have these cells.
          answer.seconds[to] = block.seconds[from]!;
          answer.metres[to] = block.metres[from]!;
        }
      }
      done += rows.length * columns.length;
      call.onProgress?.(done / cells);
    };
    const settle = async (block: Block): Promise<void> => {
      try {
        keep(block, await this.#block(points, sources, destinations, block, { ...call, signal }));
      } catch (error) {
        if (!(error instanceof RoutingError) || error.code !== 'ROUTING_TOO_LARGE') throw error;
        const size = Math.max(block.rows.length, block.columns.length);
        if (size < 2) throw error;
        this.#size = Math.min(this.#size, Math.floor(size / 2));
        await Promise.all(cut(block, this.#size).map(settle));
      }
    };
    const whole = { rows: [...sources.keys()], columns: [...destinations.keys()] };
    try {
      await Promise.all(cut(whole, this.#size).map(settle));
    } catch (error) {
      failed.abort();
      throw error;
    }
    return answer;
  }

  async #block(
    points: readonly LonLat[],
    sources: readonly number[],
    destinations: readonly number[],
    { rows, columns }: Block,
    call: RoutingCall,
  ): Promise<TableBlock> {
    const own = new Map<number, number>();
    const ownIndex = (index: number): number => {
      const known = own.get(index);
      if (known !== undefined) return known;
      own.set(index, own.size);
      return own.size - 1;
    };
    // Rows and columns are positions in the lists, and the lists were checked against the points.
    const from = rows.map((row) => ownIndex(sources[row]!));
    const to = columns.map((column) => ownIndex(destinations[column]!));
    // OSRM wants two coordinates at least; from a place to itself there is nothing to ask.
    if (own.size < 2) {
      const cells = from.length * to.length;
      return { seconds: new Int32Array(cells), metres: new Int32Array(cells) };
    }
    const ownPoints = [...own.keys()].map((index) => points[index]!);
    try {
      return await this.#ask(ownPoints, from, to, call);
    } catch (error) {
      if (!(error instanceof RoutingError) || error.indices.length === 0) throw error;
      const indices = [...own.keys()];
      throw new RoutingError(
        error.code,
        error.message,
        error.indices.flatMap((index) => indices[index] ?? []),
        { cause: error },
      );
    }
  }
}

function cut({ rows, columns }: Block, size: number): Block[] {
  const blocks: Block[] = [];
  for (let row = 0; row < rows.length; row += size) {
    for (let column = 0; column < columns.length; column += size) {
      blocks.push({ rows: rows.slice(row, row + size), columns: columns.slice(column, column + size) });
    }
  }
  return blocks;
}
