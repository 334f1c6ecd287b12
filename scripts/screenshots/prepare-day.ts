import type { Page } from 'playwright-core';
import type { DriverDraft, Vehicle } from '#server/contract/fleet.ts';
import type { Publication } from '#server/contract/publication.ts';
import { donor, hubOf } from './wide-views.ts';

/** Calls the server as the desk does. */
type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

const drivers = [
  'Giàng A Páo',
  'Lò Văn Khoa',
  'Vàng A Sính',
  'Thào Thị Mỷ',
  'Hà Văn Nam',
  'Sùng A Chứ',
  'Y Bhiu Niê',
  'Rơ Châm Hlưn',
  'A Đủ',
  'Đinh Văn Thảo',
  'Lý Thị Dợ',
  'Phàn Lao Tả',
];

/** A driver for each vehicle, all days of the week. */
export async function addDrivers(page: Page, day: string): Promise<void> {
  const { call } = callerOf(page, day);
  const vehicles = await call<Vehicle[]>('GET', 'vehicles');
  for (const [index, { id, profile }] of vehicles.entries()) {
    const hours = { start: '05:00', end: '20:00' };
    const draft: DriverDraft = {
      name: drivers[index % drivers.length]!, // there are some
      phone: `0912 000 ${String(100 + index)}`,
      languages: ['Tiếng Việt'],
      classes: [profile],
      usual_vehicle: id,
      week: Array.from({ length: 7 }, () => hours),
      days: [],
    };
    await call('POST', 'drivers', draft);
  }
}

/** Plans the day that the page shows, with a picture on the way. */
export async function planTheDay(
  page: Page,
  seconds: string,
  takePlanning: () => Promise<void>,
): Promise<void> {
  await page.selectOption('.plan-button select', seconds);
  await page.click('.plan-button .primary');
  await page.waitForSelector('.sparkline', { timeout: 120_000 });
  await page.waitForTimeout(2000);
  await takePlanning();
  await page.waitForSelector('.run-row', { timeout: 120_000 });
}

/** A rate card for one type, and the price of fuel. */
export async function setRates(page: Page, day: string): Promise<void> {
  await page.goto(`${hubOf(day)}/rates`);
  await page.getByLabel('Per litre (VND)').fill('21000');
  await page.getByRole('button', { name: 'Set the price' }).click();
  await page.getByRole('button', { name: 'Add a card for 1.25 t' }).click();
  const card = page.getByRole('dialog');
  await card.getByRole('button', { name: 'Add a band' }).click();
  await card.getByLabel('From km').nth(1).fill('50');
  await card.getByLabel('Per km (VND)').nth(1).fill('4000');
  await card.getByLabel('Handling per parcel (VND)').fill('500');
  await card.getByRole('button', { name: 'Save' }).click();
  await card.waitFor({ state: 'detached' });
  await page.goto(`${day}?tab=runs`);
  await page.waitForSelector('.chip', { timeout: 60_000 });
}

/** A copy of the plan, from which the plan of record then differs by a stop: its id. */
export async function keepScenario(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Scenarios' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('As planned');
  await dialog.getByRole('button', { name: 'Keep a copy' }).click();
  await page.waitForURL(/scenario=/);
  const { searchParams } = new URL(page.url());
  await page.getByRole('button', { name: 'Back to the plan' }).click();
  return searchParams.get('scenario') ?? '';
}

/** Publishes the day, and moves a stop into another run afterwards. */
export async function publishAndChange(page: Page): Promise<void> {
  await page.locator('.publish-button').click({ timeout: 120_000 });
  await page.locator('dialog[open] .primary').click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  await (await donor(page)).locator('.chip').first().focus();
  for (const key of ['Space', 'ArrowUp', 'Space', 'Escape']) await page.keyboard.press(key);
  await page.waitForSelector('.publish-mark.look');
}

/** Links for phones: of a grower who reads a language, and of the longest runs, one for each phone. */
export async function makeLinks(page: Page, day: string) {
  const { call, date } = callerOf(page, day);
  const cooperatives = await call<{ id: string }[]>('GET', 'cooperatives');
  for (const { id, ...draft } of cooperatives) {
    await call('PATCH', `cooperatives/${id}`, { ...draft, phone: '0260 387 1234' });
  }
  const [cooperative] = cooperatives;
  const { runs } = await call<Publication>('GET', `publication?date=${date}`);
  const longest = runs
    .filter(({ frozen }) => frozen.run.trips.length === 1)
    .toSorted((a, b) => b.frozen.requests.length - a.frozen.requests.length);
  return {
    /** Known to the gazetteer. */
    place: longest[0]!.frozen.run.trips[0]!.stops[0]!.place,
    toBook: async (locale: string): Promise<string> => {
      const draft = { cooperative: cooperative!.id, name: 'Mẩy', phone: '', locale, role: 'grower' };
      const { id } = await call<{ id: string }>('POST', 'members', draft);
      return (await call<{ link: string }>('POST', `members/${id}/link`)).link;
    },
    toDrive: async (index: number): Promise<string> => {
      const runs = [longest[index]!.number];
      const [link] = await call<{ url: string }[]>('POST', 'run-links', { date, runs });
      return link!.url;
    },
  };
}

/** The key of a cooperative's program. */
export async function addProgram(page: Page, day: string): Promise<void> {
  const { call } = callerOf(page, day);
  const [cooperative] = await call<{ id: string }[]>('GET', 'cooperatives');
  await call('POST', 'api-keys', { cooperative: cooperative!.id, name: 'Office' });
}

/** Closes the day: what each request bears is in the ledger from then on. */
export async function settleDay(page: Page, day: string): Promise<void> {
  const { call, date } = callerOf(page, day);
  const { plan } = await call<{ plan: { edit_version: number } }>('GET', `plan?date=${date}`);
  await call('POST', 'money/settle', { date, basis: 'fair', edit_version: plan.edit_version });
}

function callerOf(page: Page, day: string): { readonly call: Call; readonly date: string } {
  const { pathname, origin } = new URL(day);
  const [hub = '', date = ''] = pathname.match(/[^/]+(?=\/day)|[^/]+$/g) ?? [];
  const call: Call = async (method, path, body) => {
    const answer = await page.request.fetch(`${origin}/api/hubs/${hub}/${path}`, {
      method,
      headers: { origin },
      ...(body !== undefined && { data: body }),
    });
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer.json();
  };
  return { call, date };
}
