import { kernelModule } from '#server/kernel/kernel-module.ts';
import type { Instance } from '../model/instance.ts';
import { instanceBlocks, instanceSettings, legBlocks, pointTypes } from './instance-blocks.ts';
import { layInMemory, type Views } from './lay-in-memory.ts';
import { planBlocks } from './plan-blocks.ts';

/** What the kernel asks of the exact walk; `server/kernel/assembly/rich.ts` says what each is. */
export interface RichCalls {
  refresh(vehicle: number): boolean;
  settle(vehicle: number): void;
  priceBehind(stop: number, after: number): number;
  priceAlone(stop: number, vehicle: number): number;
  insertAlone(stop: number, vehicle: number): void;
  priceTrips(stop: number, limit: number): number;
  insertTrip(stop: number): void;
  insertPair(stop: number): void;
}

/** What the kernel can be asked; its own files say what each does. */
export interface KernelCalls {
  seedRandom(seed: number): void;
  refreshRun(vehicle: number): number;
  refreshLoads(vehicle: number): void;
  noteRun(vehicle: number): void;
  beginJournal(): void;
  keepRun(vehicle: number): void;
  takeBack(): void;
  idleVehicle(type: number, stop: number): number;
  insert(stop: number, after: number): number;
  leaveRun(node: number): void;
  remove(stop: number): void;
  removeWithPartner(stop: number): void;
  settle(vehicle: number): void;
  listAbsent(stop: number): void;
  unlistAbsent(stop: number): void;
  countMissed(stop: number, times: number): void;
  setCost(vehicle: number, cost: number, hadStops: number): void;
  removeStrings(): void;
  removeRuns(): number;
  recreate(
    fresh: number,
    others: number,
    sharesFixedCost: number,
    isThorough: number,
    mostCost: number,
    favoured: number,
  ): number;
  insertQueue(count: number, sharesFixedCost: number, isThorough: number, mostCost: number): number;
}

export interface Kernel {
  readonly calls: KernelCalls;
  readonly plan: Views<ReturnType<typeof planBlocks>>;
}

/** A kernel with the instance in its memory, and an undefined plan. */
export function makeKernel(instance: Instance, rich: RichCalls): Kernel {
  const blocks = { ...instanceBlocks(instance), ...planBlocks(instance) };
  const { memory, views } = layInMemory({ ...blocks, ...legBlocks(instance) });
  pointTypes(instance, views as unknown as Record<string, Int32Array>); // those it asks for are
  const calls = { ...rich, refresh: (vehicle: number) => Number(rich.refresh(vehicle)) };
  const { exports } = new WebAssembly.Instance(kernelModule(), {
    env: { memory, abort },
    rich: calls as unknown as WebAssembly.ModuleImports,
  });
  const names = Object.keys(blocks) as (keyof typeof blocks)[];
  for (const name of names) set(exports, name, views[name].byteOffset);
  for (const [name, value] of Object.entries(instanceSettings(instance))) set(exports, name, value);
  return { calls: exports as unknown as KernelCalls, plan: views };
}

function set(exports: WebAssembly.Exports, name: string, value: number): void {
  const variable = exports[name];
  if (!(variable instanceof WebAssembly.Global)) throw new Error(`the kernel has no variable ${name}`);
  variable.value = value;
}

function abort(): never {
  throw new Error('the kernel has come to a place that cannot be');
}
