/** What draws the map, compressed: script, style and worker, as the build makes them. */
const programBytes = 450_000;
const patienceMs = 20_000;

/** What of the program is still to come; it is fetched once and kept by the service worker. */
export async function missingProgramBytes(): Promise<number> {
  for (const name of await caches.keys()) {
    if (!name.startsWith('drive-shell-')) continue;
    const files = await (await caches.open(name)).keys();
    if (files.some(({ url }) => url.includes('/maplibre-gl-worker'))) return 0;
  }
  return programBytes;
}

/** The part of the page that draws the map, with its worker. @throws where it is neither here nor to be had */
export async function loadMapProgram() {
  await isWorkerThere();
  const { RunMap, loadWorker } = await import('../parts/run-map.tsx');
  await loadWorker();
  return RunMap;
}

/** On the first day the service worker may still be starting: what comes before is not kept. */
async function isWorkerThere(): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller !== null) return;
  await new Promise<void>((there) => {
    serviceWorker.addEventListener('controllerchange', () => there(), { once: true });
    setTimeout(there, patienceMs);
  });
}
