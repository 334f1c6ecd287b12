// Makes a Chromium and the fonts that screenshots need available to the browser tests where that is possible
// unasked: as root on Debian. Elsewhere the tests find an installed browser or skip, saying what to install.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const packages = ['chromium', 'fonts-noto-cjk'];

const isRootOnDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
if (isRootOnDebian) {
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length > 0) install(missing);
}

function isInstalled(name) {
  const answer = spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' });
  return answer.stdout?.includes('install ok installed') ?? false;
}

function install(names) {
  console.error(`Installing ${names.join(' and ')} for the browser tests …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch (error) {
    console.error(
      `They could not be installed (${error.message}); browser tests without a browser will be skipped.`,
    );
  }
}
