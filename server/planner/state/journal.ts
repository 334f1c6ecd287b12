import type { Kernel, KernelCalls } from '../kernel-host/kernel.ts';

/** Where the number of runs touched stands in the kernel's `counts`. */
const touchedCountAt = 1;

/** Undo for one iteration: the runs as they were before they were first touched. */
export class Journal {
  /** Vehicles touched since `begin`, in order. */
  readonly touched: Int32Array;
  readonly #kernel: KernelCalls;
  readonly #counts: Int32Array;

  constructor(kernel: KernelCalls, { touched, counts }: Kernel['plan']) {
    this.touched = touched;
    this.#kernel = kernel;
    this.#counts = counts;
  }

  get touchedCount(): number {
    return this.#counts[touchedCountAt]!;
  }

  /** From here on everything can be taken back. */
  begin(): void {
    this.#kernel.beginJournal();
  }

  /** To be called before a run changes. */
  keep(vehicle: number): void {
    this.#kernel.keepRun(vehicle);
  }

  /** Everything as it was at `begin`. */
  takeBack(): void {
    this.#kernel.takeBack();
  }
}
