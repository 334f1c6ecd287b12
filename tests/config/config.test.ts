import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '#server/config/config.ts';

it('has a default for everything', () => {
  const { solverThreads, ...config } = readConfig({});
  expect(config).toEqual({
    dataDir: resolve('var'),
    port: 8080,
    host: '127.0.0.1',
    publicUrl: null,
    trustProxy: false,
    osrmUrl: null,
    osrmTableSize: 100,
    snapLimitMetres: 1000,
    mapStyleUrl: null,
    vroom: {
      apiKey: null,
      region: null,
      mostTasks: 2000,
      mostVehicles: 2000,
      mostBytes: 64_000_000,
      usualSeconds: 10,
      mostSeconds: 600,
      atOnce: 1,
      waiting: 8,
    },
    logLevel: 'info',
    logFile: null,
    diskWarningMb: 500,
    isPrivateWebhookAllowed: false,
  });
  expect(solverThreads).toBeGreaterThanOrEqual(1);
  expect(solverThreads).toBeLessThanOrEqual(4);
});

it('takes what is set and treats an empty variable as absent', () => {
  const config = readConfig({
    HUBWARD_DATA: '/srv/hubward',
    PORT: '0',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://Hub.example.org/',
    TRUST_PROXY: 'loopback, 10.0.0.0/8',
    OSRM_URL: 'light=http://127.0.0.1:5000',
    OSRM_TABLE_SIZE: '300',
    SNAP_LIMIT_METRES: '250',
    MAP_STYLE_URL: 'https://tiles.example.org/style.json?key=1',
    SOLVER_THREADS: '2',
    VROOM_API_KEY: 'a-key-of-24-characters-x',
    VROOM_REGION: 'lai-chau',
    VROOM_MAX_TASKS: '10000',
    VROOM_MAX_VEHICLES: '1000',
    VROOM_MAX_MB: '200',
    VROOM_SECONDS: '30',
    VROOM_MAX_SECONDS: '60',
    VROOM_AT_ONCE: '2',
    VROOM_QUEUE: '0',
    LOG_LEVEL: 'warn',
    LOG_FILE: '/var/log/hubward.log',
    DISK_WARNING_MB: '',
    PATH: '/usr/bin',
  });
  expect(config).toEqual({
    dataDir: '/srv/hubward',
    port: 0,
    host: '0.0.0.0',
    publicUrl: 'https://hub.example.org',
    trustProxy: 'loopback, 10.0.0.0/8',
    osrmUrl: 'light=http://127.0.0.1:5000',
    osrmTableSize: 300,
    snapLimitMetres: 250,
    mapStyleUrl: 'https://tiles.example.org/style.json?key=1',
    solverThreads: 2,
    vroom: {
      apiKey: 'a-key-of-24-characters-x',
      region: 'lai-chau',
      mostTasks: 10_000,
      mostVehicles: 1000,
      mostBytes: 200_000_000,
      usualSeconds: 30,
      mostSeconds: 60,
      atOnce: 2,
      waiting: 0,
    },
    logLevel: 'warn',
    logFile: '/var/log/hubward.log',
    diskWarningMb: 500,
    isPrivateWebhookAllowed: false,
  });
  expect(readConfig({ TRUST_PROXY: '1' }).trustProxy).toBe(1);
  expect(readConfig({ TRUST_PROXY: 'false' }).trustProxy).toBe(false);
});

it.each([
  // A secret is not repeated.
  ['VROOM_API_KEY', 'short', 'VROOM_API_KEY has fewer than 16 characters.'],
  ['PORT', '80a', 'PORT=80a is no whole number.'],
  ['PORT', '70000', 'PORT=70000 is above 65535.'],
  ['SOLVER_THREADS', '0', 'SOLVER_THREADS=0 is below 1.'],
  ['SNAP_LIMIT_METRES', '-5', 'SNAP_LIMIT_METRES=-5 is no whole number.'],
  ['PUBLIC_URL', 'hub.example.org', 'PUBLIC_URL=hub.example.org is no http or https address.'],
  [
    'PUBLIC_URL',
    'https://a.org/hub',
    'PUBLIC_URL=https://a.org/hub has a path or a query; give only https://HOST.',
  ],
  ['MAP_STYLE_URL', 'ftp://a.org', 'MAP_STYLE_URL=ftp://a.org is no http or https address.'],
  [
    'TRUST_PROXY',
    'true',
    'TRUST_PROXY=true trusts everybody; give the number of proxies or their addresses.',
  ],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL=loud is none of trace, debug, info, warn, error, fatal, silent.'],
])('names %s=%s as wrong and says why', (name, value, message) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID', message, ids: [name] }),
  );
});

it('names all that are wrong at once', () => {
  expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(
    expect.objectContaining({ ids: ['PORT', 'LOG_LEVEL'] }),
  );
});
