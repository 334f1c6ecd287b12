export function buildIfStale(): Promise<void>;
export function buildBenchmark(name: string, outDir: string): Promise<void>;
export function buildTestPrograms(entries: Readonly<Record<string, string>>, outDir: string): Promise<void>;
