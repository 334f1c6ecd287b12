import { promises as files } from 'node:fs';

export interface DiskSpace {
  /** Bytes that this process may still write. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Space of the file system that holds a folder. */
export async function diskSpace(folder: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await files.statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

interface DiskLimit {
  readonly folder: string;
  /** DISK_WARNING_MB. */
  readonly warningMb: number;
}

/** One line of /api/health: fails while less is free than the warning's limit. */
export async function checkDisk({ folder, warningMb }: DiskLimit): Promise<{
  name: string;
  ok: boolean;
  detail: string;
}> {
  const { freeBytes } = await diskSpace(folder);
  const freeMb = Math.floor(freeBytes / 1_000_000);
  const ok = freeMb >= warningMb;
  const detail = ok ? `${freeMb} MB free` : `only ${freeMb} MB free, warned below ${warningMb} MB`;
  return { name: 'disk', ok, detail };
}

/** Looks now and then, and warns in the log while space is short. Returns how to stop. */
export function watchDisk(
  limit: DiskLimit,
  logger: { warn(about: object, message: string): void },
  everyMs = 10 * 60_000,
): () => void {
  const look = async () => {
    try {
      const { ok, detail } = await checkDisk(limit);
      if (!ok) logger.warn({ folder: limit.folder }, `the disk is nearly full: ${detail}`);
    } catch (error) {
      logger.warn({ folder: limit.folder, err: error }, 'the free disk space could not be read');
    }
  };
  void look();
  const timer = setInterval(() => void look(), everyMs);
  // Looking keeps no process alive.
  timer.unref();
  return () => clearInterval(timer);
}
