import type { BuildOptions } from './build-region.ts';
import type { RegionInfo } from './port.ts';

/** To the import process, once. */
export interface ImportOrder {
  readonly regionsFolder: string;
  readonly options: BuildOptions;
}

/** From the import process. */
export type ImportReport =
  | { readonly type: 'progress'; readonly step: string; readonly done: number }
  | { readonly type: 'done'; readonly info: RegionInfo }
  | { readonly type: 'failed'; readonly code: string | null; readonly message: string };
