/**
 * Writes the indices of the `count` smallest finite keys to `target[at …]`, smallest first, ties by index, then
 * −1. Keeps a heap of the smallest so far with the largest on top.
 */
export function selectSmallest(keys: Float64Array, target: Int32Array, at: number, count: number): void {
  let size = 0;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    if (key === Infinity) continue;
    if (size < count) {
      target[at + size] = index;
      rise(keys, target, at, size++);
    } else if (key < keys[target[at]!]!) {
      target[at] = index;
      sink(keys, target, at, size);
    }
  }
  for (let last = size - 1; last > 0; last--) {
    const largest = target[at]!;
    target[at] = target[at + last]!;
    target[at + last] = largest;
    sink(keys, target, at, last);
  }
  target.fill(-1, at + size, at + count);
}

function isLarger(keys: Float64Array, a: number, b: number): boolean {
  const difference = keys[a]! - keys[b]!;
  return difference > 0 || (difference === 0 && a > b);
}

function rise(keys: Float64Array, heap: Int32Array, at: number, from: number): void {
  let child = from;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!isLarger(keys, heap[at + child]!, heap[at + parent]!)) return;
    swap(heap, at + child, at + parent);
    child = parent;
  }
}

function sink(keys: Float64Array, heap: Int32Array, at: number, size: number): void {
  let parent = 0;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= size) return;
    if (child + 1 < size && isLarger(keys, heap[at + child + 1]!, heap[at + child]!)) child++;
    if (!isLarger(keys, heap[at + child]!, heap[at + parent]!)) return;
    swap(heap, at + child, at + parent);
    parent = child;
  }
}

function swap(array: Int32Array, a: number, b: number): void {
  const kept = array[a]!;
  array[a] = array[b]!;
  array[b] = kept;
}
