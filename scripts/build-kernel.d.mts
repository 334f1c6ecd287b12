export function buildKernel(file: string): Promise<void>;
