export function buildIfStale(): Promise<void>;
export function buildBenchmark(name: string, outDir: string): Promise<void>;
