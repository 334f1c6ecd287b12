import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const health = handle(endpoints.health, async (_call, { services, config }) => {
  const checks = await services.health();
  const status = checks.every((check) => check.ok) ? 'ok' : 'degraded';
  return { status, version: config.version, checks } as const;
});
