// Compiles the planner's kernel (server/kernel/assembly) from AssemblyScript to WebAssembly.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Writes the compiled kernel to a file; throws with the compiler's words where it does not compile. */
export async function buildKernel(file) {
  // Loaded only when needed: it takes as long as a build.
  const { default: asc } = await import('assemblyscript/asc');
  mkdirSync(dirname(file), { recursive: true });
  const source = join(root, 'server/kernel/assembly/index.ts');
  const options = [
    '--outFile',
    file,
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--enable',
    'simd',
  ];
  const { error, stderr } = await asc.main([source, ...options]);
  if (error) throw new Error(`the kernel does not compile:\n${stderr.toString()}`);
}
