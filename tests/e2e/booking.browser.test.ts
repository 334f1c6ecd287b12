import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '#server/contract/basics.ts';
import type { Member } from '#server/contract/cooperative.ts';
import type { Quote, QuoteSlot } from '#server/contract/quote.ts';
import en from '#web/book/messages/en.json' with { type: 'json' };
import id from '#web/book/messages/id.json' with { type: 'json' };
import vi from '#web/book/messages/vi.json' with { type: 'json' };
import zhHans from '#web/book/messages/zh-Hans.json' with { type: 'json' };
import { createFormatters } from '#web/shared/i18n/format.ts';
import { type BookingWorld, openBookingWorld } from '../support/booking-world.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { openPushService } from '../support/push-service.ts';
import { settleRequest } from '../support/settle-request.ts';
import {
  expectNoAxeViolations,
  expectSoundDialog,
  openPage,
  type WatchedPage,
} from '../web/support/open-page.ts';

const dist = fileURLToPath(new URL('../../dist/web', import.meta.url));
/** Of today, since browsers let go of cookies by their own clock: 8 in the morning at the hub. */
const morning = `${new Date().toISOString().slice(0, 10)}T01:00:00Z`;
const dayAfter = (count: number) =>
  new Date(Date.parse(morning) + count * 86_400_000).toISOString().slice(0, 10);
const days = [dayAfter(1), dayAfter(2), dayAfter(3)] as const;
/** As it is written in English. */
const lastDay = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
  new Date(days[2]),
);

function slot(name: 'morning' | 'afternoon', date: string): QuoteSlot {
  const amount = date === days[2] ? 38_400 : 64_000;
  return {
    name,
    ready_from: `${date}T06:00:00+07:00`,
    ready_until: `${date}T12:00:00+07:00`,
    price: { amount, low: amount - 8000, high: amount + 8000, per_kg: amount / 100, per_parcel: amount / 20 },
    basis: 'plan',
    with: date === days[2] ? 'Tả Ngảo' : null,
    alone: 200_000,
    obstacle: null,
  };
}

const quote: Quote = {
  currency: 'VND',
  is_binding: false,
  kg: 100,
  crates: 5,
  parcels: 20,
  is_on_road: true,
  days: days.map((date) => ({ date, slots: [slot('morning', date), slot('afternoon', date)] })),
};

/** A voice of each language; what it is given to say is kept. */
const stubVoices = (page: Page) =>
  page.evaluate(() => {
    const said: { lang: string; text: string }[] = [];
    const voices = ['en-GB', 'vi-VN', 'zh-CN', 'id-ID'].map((lang) => ({ lang, voiceURI: lang }));
    const speech = Object.assign(new EventTarget(), {
      getVoices: () => voices,
      cancel: () => undefined,
      speak: (utterance: { lang: string; text: string }) => said.push(utterance),
    });
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    Object.assign(window, {
      said,
      SpeechSynthesisUtterance: class {
        lang = '';
        voice = null;
        readonly text: string;
        constructor(text: string) {
          this.text = text;
        }
      },
    });
  });
const lastSaid = (page: Page) =>
  page.evaluate(() => {
    const { said } = window as unknown as { said: { lang: string; text: string }[] }; // of the stub
    return said.at(-1);
  });

/** On a busy machine. */
const patienceMs = 120_000;

describe.skipIf(chromiumPath() === null)('the booking page', { timeout: patienceMs }, () => {
  let browser: Browser;
  let world: BookingWorld;
  beforeAll(async () => {
    browser = await launchChromium();
    world = await openBookingWorld({
      now: morning,
      webFolder: dist,
      services: {
        quotes: {
          get: async () => quote,
          make: async () => null,
          keep: async () => undefined,
          keepDue: async () => undefined,
          listKept: async () => [],
          getKept: async () => null,
          layOut: async () => undefined,
        },
      },
    });
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  async function openPhone(member: Member, userAgent?: string): Promise<WatchedPage> {
    const watched = await openPage(browser, { width: 360, height: 740, ...(userAgent && { userAgent }) });
    await watched.page.clock.setFixedTime(new Date(world.now()));
    const { link } = await world.auth.members.invite(member.id);
    await watched.page.goto(world.url + link);
    await watched.page.locator('button.main').click();
    await watched.page.locator('footer button.main').waitFor();
    return watched;
  }

  const main = (page: Page) => page.locator('footer button.main');
  /** At once: on a busy machine the second of two clicks would come after the page has gone on. */
  const tapTwice = (page: Page) =>
    main(page).evaluate((button) => {
      for (let taps = 0; taps < 2; taps++) (button as HTMLButtonElement).click(); // of the footer
    });
  const cards = (page: Page) => page.locator('main > .cards article');
  const standing = async () => {
    const lists = await Promise.all(days.map((date) => world.store.requests.listByDay(world.hub.id, date)));
    return lists.flat().filter(({ state }) => state !== 'cancelled');
  };

  it('books in three questions with the price of each day, changes and cancels', async () => {
    const { page, close } = await openPhone(await world.addMember('Chảo Mẩy', { locale: 'en' }));
    await expectNoAxeViolations(page);
    await main(page).click();
    await page.getByLabel('Village or plus code').fill('ta phin');
    await page.getByRole('button', { name: 'Tả Phìn' }).click();
    await page.getByLabel('How does the driver find it?').fill('behind the school');
    await main(page).click();
    await expectNoAxeViolations(page);
    await page.getByLabel('Weight in kg').fill('100');
    expect(await page.getByLabel('Crates').inputValue()).toBe('5');
    await main(page).click();
    // 38,400 is 40 % less than the 64,000 of the first day, which is chosen.
    await page.getByText('40% less').first().waitFor();
    await page.getByText('together with Tả Ngảo').first().waitFor();
    await expectNoAxeViolations(page);
    // Twice the same tap.
    await tapTwice(page);
    await page.getByText('Booked', { exact: true }).waitFor();
    await expect
      .poll(standing, { timeout: 10_000 })
      .toMatchObject([{ place: 'Tả Phìn', kg: 100, date: days[0] }]);
    await expectNoAxeViolations(page);

    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByRole('group', { name: lastDay }).getByText('Afternoon').click();
    await main(page).click();
    await expect.poll(standing, { timeout: 10_000 }).toMatchObject([{ date: days[2] }]);
    await expect.poll(() => cards(page).count(), { timeout: 10_000 }).toBe(1);

    await page.getByRole('button', { name: 'Same as last time' }).click();
    await main(page).click();
    await expect.poll(async () => (await standing()).length, { timeout: 10_000 }).toBe(2);
    const cancels = page.getByRole('button', { name: 'Cancel booking' });
    for (let left = 2; left > 0; left--) {
      // Both are there as bookings, so that none comes before the other any more.
      await expect.poll(() => cancels.count(), { timeout: 30_000 }).toBe(left);
      await cards(page).first().getByRole('button', { name: 'Cancel booking' }).click();
      await cards(page).first().getByRole('button', { name: 'Yes, cancel it' }).click();
      await expect.poll(async () => (await standing()).length, { timeout: 10_000 }).toBe(left - 1);
    }
    await close();
  });

  it('without signal keeps what is tapped, shows it as waiting, and sends it once', async () => {
    const { page, close, expectErrors } = await openPhone(
      await world.addMember('Tẩn Phẩm', { locale: 'en' }),
    );
    expectErrors(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.context().setOffline(true);
    await page.goto(`${world.url}/book/`);
    await page.getByText('No signal.').first().waitFor();
    await main(page).click();
    await page.getByLabel('Village or plus code').fill('8PJ59752+X2');
    await page.getByRole('button', { name: /Use 8PJ59752/ }).click();
    await main(page).click();
    await page.getByLabel('Weight in kg').fill('40');
    await main(page).click();
    await main(page).click();
    await page.getByText('Waiting for signal').waitFor();
    // The tab is closed and opened again.
    await page.goto(`${world.url}/book/`);
    await page.getByText('Waiting for signal').waitFor();
    expect(await standing()).toEqual([]);
    world.pass(600_000);
    await page.context().setOffline(false);
    await expect.poll(async () => (await standing()).length, { timeout: 15_000 }).toBe(0);
    await page.getByText('The hub did not take it').waitFor();
    await page.getByRole('button', { name: 'Throw away' }).click();

    await page.context().setOffline(true);
    await main(page).click();
    await page.getByLabel('Village or plus code').fill('7PJ59752+X2');
    await page.getByRole('button', { name: /^Use / }).click();
    await main(page).click();
    await page.getByLabel('Weight in kg').fill('40');
    await main(page).click();
    const madeAt = world.now();
    await main(page).click();
    await page.getByText('Waiting for signal').waitFor();
    world.pass(600_000);
    await page.context().setOffline(false);
    await page.getByText('Booked', { exact: true }).waitFor();
    const [request, ...others] = await standing();
    expect(others).toEqual([]);
    const [booking] = await world.services.booking.listOfDay(world.hub.id, request!.date);
    expect(Date.parse(booking!.arrived_at) - Date.parse(booking!.made_at)).toBeGreaterThanOrEqual(600_000);
    expect(Date.parse(booking!.made_at)).toBeLessThanOrEqual(Date.parse(madeAt));
    await world.services.requests.cancel(world.hub.id, request!.id);
    await close();
  });

  it('takes another day that the desk proposes, though the list of its own day is closed', async () => {
    const member = await world.addMember('Sùng A Páo', { locale: 'en' });
    await world.services.booking.book(world.hub.id, member, {
      id: '0f8a5a4e-8d1f-4c5e-9a51-1d5a1f6f3c12',
      replaces: null,
      member: null,
      // In time by the phone, and come in the morning after.
      made_at: `${dayAfter(-1)}T01:00:00Z`,
      kind: 'pickup',
      date: dayAfter(0),
      place: 'Tả Phìn',
      lat: null,
      lon: null,
      landmark: '',
      photo: null,
      product: 'Mận',
      kg: 80,
      crates: null,
      parcels: null,
      ready_from: '09:00',
      ready_until: '12:00',
      harvested_at: null,
    });
    const [booked] = await world.services.booking.listOfDay(world.hub.id, dayAfter(0));
    const offer = { date: days[2], ready_from: '07:00', ready_until: '10:00' };
    await world.services.booking.offer(world.hub.id, booked!.request, offer);
    const { page, close } = await openPhone(member);
    await cards(page).getByText('The hub proposes').waitFor();
    expect(await cards(page).getByRole('button', { name: 'Change', exact: true }).count()).toBe(0);
    await cards(page).getByRole('button', { name: 'Yes, take it' }).click();
    await expect.poll(standing, { timeout: 10_000 }).toMatchObject([{ date: days[2], kg: 80 }]);
    for (const { id } of await standing()) await world.store.requests.setState(world.hub.id, id, 'cancelled');
    await close();
  });

  it.each([
    ['en', en, 'Mận', 'en-GB'],
    ['vi', vi, 'Mận', 'vi-VN'],
    ['zh-Hans', zhHans, '李子', 'zh-CN'],
    ['id', id, 'Plum', 'id-ID'],
  ] as const)('books, says aloud, changes and cancels in %s, without signal too', async (...language) => {
    const [locale, words, plums, voice] = language;
    const format = createFormatters(locale, world.hub.timezone, 'VND');
    const products = await world.store.hubs.products(world.hub.id);
    const named = products.map((product) =>
      product.name === 'Mận' ? { ...product, names: { 'zh-Hans': '李子', id: 'Plum' } } : product,
    );
    await world.store.hubs.saveProducts(world.hub.id, named);
    const { page, close, expectErrors } = await openPhone(await world.addMember('Lý Sử', { locale }));
    expectErrors(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await main(page).click();
    await page.getByRole('heading', { name: words['where.title'] }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
    await page.getByLabel(words['where.search']).fill('nam tam');
    await page.getByRole('button', { name: 'Nậm Tăm' }).click();
    await main(page).click();
    await page.getByRole('heading', { name: words['what.title'] }).waitFor();
    await page.getByRole('radio', { name: plums }).check();
    await page.getByLabel(words['what.kg']).fill('60');
    const { width, innerWidth } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      innerWidth: window.innerWidth,
    }));
    expect(width).toBe(innerWidth);
    await stubVoices(page);
    await main(page).click();
    await page.getByText(words['when.asking']).waitFor({ state: 'hidden' });
    await button(words.speak).click();
    const said = await lastSaid(page);
    expect(said?.lang).toBe(voice);
    for (const part of [format.dayShort(days[0]), format.money(64_000), format.money(3_200)])
      expect(said?.text).toContain(part);
    await tapTwice(page);
    await cards(page).getByText(words['state.booked'], { exact: true }).waitFor();
    await cards(page).getByText(plums).waitFor();
    await expect
      .poll(standing, { timeout: 30_000 })
      .toMatchObject([{ place: 'Nậm Tăm', kg: 60, product: 'Mận', date: days[0] }]);

    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText(words.offline).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
    await cards(page).getByText(words['state.booked'], { exact: true }).waitFor();
    await button(words.change).click();
    const third = page.locator('.days fieldset').nth(2);
    await third.getByRole('radio', { name: words['when.afternoon'] }).check();
    await tapTwice(page);
    await page.getByText(words['waiting.signal']).waitFor();
    expect(await standing()).toMatchObject([{ date: days[0] }]);
    await page.context().setOffline(false);
    await expect.poll(standing, { timeout: 30_000 }).toMatchObject([{ kg: 60, date: days[2] }]);
    await cards(page).getByText(words['state.booked'], { exact: true }).waitFor();
    await button(words.cancel).click();
    await button(words['cancel.sure']).click();
    await expect.poll(standing, { timeout: 30_000 }).toEqual([]);
    await close();
  });

  it('keeps a photo of the place, and tells her by a notice and by itself what the hub proposes', async () => {
    const { page, close } = await openPhone(await world.addMember('Chảo Mẩy', { locale: 'en' }));
    await main(page).click();
    await page.getByLabel('Village or plus code').fill('ta phin');
    await page.getByRole('button', { name: 'Tả Phìn' }).click();
    await page.getByLabel('Photo of the place').setInputFiles({
      name: 'gate.png',
      mimeType: 'image/png',
      buffer: await page.screenshot(),
    });
    await page.getByRole('img', { name: 'The photo of the place' }).waitFor();
    await expectNoAxeViolations(page);
    await main(page).click();
    await page.getByLabel('Weight in kg').fill('100');
    await main(page).click();
    await page.getByText('40% less').first().waitFor();
    await main(page).click();
    await cards(page).getByText('Booked', { exact: true }).waitFor();
    await expect.poll(async () => (await standing()).length, { timeout: 30_000 }).toBe(1);
    const [booked] = await standing();
    const photo = await world.services.booking.getPhoto(world.hub.id, booked!.id);
    expect(photo.type).toBe('image/jpeg');
    expect(photo.bytes.length).toBeLessThan(200_000);

    const service = await openPushService();
    await page.context().grantPermissions(['notifications'], { origin: world.url });
    // A browser without a push service of its own: it takes notices from this one.
    await page.evaluate(({ endpoint, keys }) => {
      const made = { toJSON: () => ({ endpoint, keys }), options: {} } as unknown as PushSubscription;
      PushManager.prototype.subscribe = async () => {
        PushManager.prototype.getSubscription = async () => made;
        return made;
      };
    }, service.subscription);
    await page.getByRole('button', { name: 'Tell me when something changes' }).click();
    await page.getByRole('button', { name: 'Notices are on' }).waitFor();
    const offer = { date: days[2], ready_from: '07:00', ready_until: '10:00' };
    await world.services.booking.offer(world.hub.id, booked!.id, offer);
    await world.services.push.turn();
    const [notice] = service.taken;
    expect(notice?.message.body).toContain('The hub proposes: ');
    // It comes by itself.
    await cards(page).getByText('The hub proposes').waitFor();

    const session = await page.context().newCDPSession(page);
    const registration = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [first] = registrations;
        if (first) resolve(first.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    const data = JSON.stringify(notice?.message);
    await session.send('ServiceWorker.deliverPushMessage', {
      origin: world.url,
      registrationId: await registration,
      data,
    });
    const shown = () =>
      page.evaluate(async () => {
        const notices = await (await navigator.serviceWorker.ready).getNotifications();
        return notices.map(({ title, body }) => ({ title, body }));
      });
    await expect
      .poll(shown, { timeout: 30_000 })
      .toEqual([{ title: world.hub.name, body: notice?.message.body }]);
    await world.store.requests.setState(world.hub.id, booked!.id, 'cancelled');
    await close();
  });

  it('is a booking in names and roles for whoever hears it', async () => {
    const { page, close } = await openPhone(await world.addMember('Vừ Thị Pà', { locale: 'en' }));
    const tree = () => page.locator('body').ariaSnapshot();
    expect(await tree()).toContain('- heading "Your bookings" [level=1]');
    await page.getByRole('button', { name: 'Book', exact: true }).press('Enter');
    await page.getByRole('heading', { name: 'Where are the goods?' }).waitFor();
    expect(await tree()).toContain('- searchbox "Village or plus code"');
    await page.getByRole('searchbox').fill('nam tam');
    const place = page.getByRole('button', { name: /^Nậm Tăm/ });
    await place.waitFor();
    await place.press('Enter');
    await page.getByRole('textbox', { name: 'How does the driver find it?' }).fill('blue gate');
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    await page.getByRole('heading', { name: 'What is it?' }).waitFor();
    const what = await tree();
    for (const part of [
      '- group "Fetch or bring":',
      '- radio "Fetch from me" [checked]',
      '- group "Product":',
      '- radio "Chè"',
      '- spinbutton "Weight in kg"',
      '- button "10 kg more"',
      '- spinbutton "Crates"',
    ]) {
      expect(what).toContain(part);
    }
    await page.getByRole('radio', { name: 'Chè' }).check();
    await page.getByRole('spinbutton', { name: 'Weight in kg' }).fill('60');
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    await page.getByText('40% less').first().waitFor();
    const when = await tree();
    expect(when).toContain('- heading "When?" [level=1]');
    expect(when).toMatch(
      /- group "[^"]+":\n\s+- text: [^\n]+\n\s+- radio "Morning ₫64,000 ₫640 per kg" \[checked\]/,
    );
    expect(when).toMatch(/- radio "Morning ₫38,400 ₫384 per kg together with Tả Ngảo 40% less"/);
    await page.getByRole('button', { name: 'Book, about ₫64,000' }).press('Enter');
    const card = page.getByRole('article', { name: /^Booked: .* · 60 kg · Chè · Nậm Tăm$/ });
    await card.waitFor();
    const booked = await card.ariaSnapshot();
    for (const name of ['Change', 'Cancel booking', 'Copy text'])
      expect(booked).toContain(`- button "${name}"`);
    expect(booked).toContain('- link "Phone Sìn Hồ"');
    for (const { id: request } of await standing())
      await world.store.requests.setState(world.hub.id, request, 'cancelled');
    await close();
  });

  it('as an agent books for the members of her cooperative', async () => {
    const grower = await world.addMember('Vàng Dế');
    const { page, close } = await openPhone(
      await world.addMember('Giàng Sa', { role: 'agent', locale: 'en' }),
    );
    await main(page).click();
    await page.getByLabel('For whom?').selectOption({ label: 'Vàng Dế' });
    await page.getByLabel('Village or plus code').fill('Tả Ngảo');
    await page.getByRole('button', { name: 'Tả Ngảo' }).click();
    await main(page).click();
    await page.getByLabel('Weight in kg').fill('60');
    await main(page).click();
    await page.getByText('Asking for prices').waitFor({ state: 'hidden' });
    await main(page).click();
    await cards(page).getByText('Vàng Dế').waitFor();
    const [booking] = await world.services.booking.listOfDay(world.hub.id, days[0]);
    expect(booking).toMatchObject({ member: { id: grower.id }, by: { name: 'Giàng Sa' } });
    await world.services.requests.cancel(world.hub.id, booking!.request);
    await close();
  });

  it('as an agent books forty growers from a pasted list: what is clear at once, the rest one by one', async () => {
    const { ours } = world;
    const mine = await world.store.cooperatives.add(world.hub.id, {
      name: 'HTX Bốn Mươi',
      phone: ours.phone,
      locale: 'vi',
      divides_by: null,
    });
    const names = Array.from(
      { length: 40 },
      (_, index) => `Lò Văn ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[index % 26]}${index}`,
    );
    for (const name of names) await world.addMember(name, { cooperative: mine.id });
    const { page, close } = await openPhone(
      await world.addMember('Phàn Tả', { role: 'agent', locale: 'en', cooperative: mine.id }),
    );
    await page.getByRole('button', { name: 'Book for many' }).click();
    // The last says about how much, and one more line nobody's name.
    const lines = names.map((name, index) =>
      index === 39 ? `${name} khoảng 60kg` : `${name} ${index + 20}kg`,
    );
    const list = ['sáng mai, mận, bản Tả Phìn:', ...lines, 'Ai Đó 70kg'].join('\n');
    await page.getByLabel('Paste the list').fill(list);
    await page.getByRole('button', { name: 'Read the list' }).click();
    const all = page.getByRole('button', { name: 'Book all that is clear (39)' });
    await all.waitFor({ timeout: patienceMs });
    await expectNoAxeViolations(page);
    await all.dblclick();
    await expect.poll(async () => (await standing()).length, { timeout: 60_000 }).toBe(39);
    const rest = page.locator('main > .cards article');
    await expect.poll(() => rest.count(), { timeout: 10_000 }).toBe(2);
    await rest.first().getByText('The amount is not sure').waitFor();
    await rest.first().getByLabel('Weight in kg').fill('33');
    await rest.first().getByRole('button', { name: 'Book', exact: true }).click();
    await expect.poll(async () => (await standing()).length, { timeout: 30_000 }).toBe(40);
    await expect.poll(() => rest.count(), { timeout: 10_000 }).toBe(1);
    await rest.getByRole('button', { name: 'Throw away' }).click();
    const bookings = await world.services.booking.listOfDay(world.hub.id, days[0]);
    const of = new Set(
      bookings.flatMap(({ by, member }) => (by?.name === 'Phàn Tả' ? (member?.name ?? []) : [])),
    );
    expect(of.size).toBe(40);
    for (const { id } of await standing()) await world.store.requests.setState(world.hub.id, id, 'cancelled');
    await close();
  });

  it('streams into the desk, where a doubt is settled with one click and a member is sent a link', async () => {
    const { page, close } = await openPage(browser, { width: 1440, height: 900 });
    await page.clock.setFixedTime(new Date(world.now()));
    const link = (await world.auth.bootstrapAdministrator()) ?? '';
    await page.goto(world.url + link);
    await page.fill('input[autocomplete="new-password"]', 'a long enough password');
    await page.click('button[type=submit]');
    await page.waitForURL((url) => !url.pathname.startsWith('/invite'));

    await page.goto(`${world.url}/hubs/${world.hub.id}/fleet?tab=cooperatives`);
    await page.getByRole('button', { name: `Add a member to ${world.ours.name}` }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Sùng Thị Mai');
    await expectSoundDialog(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Add a cooperative' }).click();
    await expectSoundDialog(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Delete the data of Sùng Thị Mai' }).click();
    await expectSoundDialog(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Link for the phone of Sùng Thị Mai' }).click();
    await page.getByRole('img', { name: 'QR code of the link for Sùng Thị Mai' }).waitFor();
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
    const made = await page.getByLabel('One-time link').inputValue();
    expect(await world.auth.members.getInvite(made.split('/').at(-1)!)).toMatchObject({
      name: 'Sùng Thị Mai',
    });

    // What happens after the day was read, and before its stream is open, is not missed.
    let follow: () => void = () => undefined;
    const isToFollow = new Promise<void>((resolve) => {
      follow = resolve;
    });
    await page.route(/\/events(\?|$)/, async (route) => {
      await isToFollow;
      await route.continue();
    });
    const read = page.waitForResponse((response) => response.url().includes('/requests?date='));
    await page.goto(`${world.url}/hubs/${world.hub.id}/day/${days[1]}?tab=requests`);
    await page.locator('#request-search').waitFor();
    await read;
    const caller = (await world.services.cooperatives.listMembers(world.hub.id)).find(
      ({ name }) => name === 'Sùng Thị Mai',
    )!;
    await world.services.booking.book(world.hub.id, caller, {
      id: '0f8a5a4e-8d1f-4c5e-9a51-1d5a1f6f3c11',
      replaces: null,
      member: null,
      made_at: world.now(),
      kind: 'pickup',
      date: days[1],
      place: 'đỉnh núi',
      lat: world.hub.lat + 0.6,
      lon: world.hub.lon,
      landmark: '',
      photo: null,
      product: 'Mận',
      kg: 80,
      crates: null,
      parcels: null,
      ready_from: '06:00',
      ready_until: '12:00',
      harvested_at: null,
    });
    follow();
    const doubts = page.getByRole('region', { name: '1 booking to look at' });
    await doubts.getByText('The place is 4.2 km from the nearest road.').waitFor();
    await expectNoAxeViolations(page);
    await doubts.getByRole('button', { name: 'Fine as it is' }).click();
    await doubts.waitFor({ state: 'detached' });
    const [booking] = await world.services.booking.listOfDay(world.hub.id, days[1]);
    expect(booking!.settled_at).not.toBeNull();
    await close();
  });

  it('in the browser of a chat app leads out of it, and lets nobody in by an old link', async () => {
    const member = await world.addMember('Má A Sình', { locale: 'en' });
    const zalo = await openPhone(member, 'Mozilla/5.0 (Linux; Android 12) Chrome/120 Zalo');
    await zalo.page.getByText('You are inside Zalo').waitFor();
    await zalo.page.getByRole('button', { name: 'Make a link for the browser' }).click();
    await zalo.page.getByText('within 15 minutes').waitFor();
    await expectNoAxeViolations(zalo.page);
    await zalo.close();
    const stranger = await openPage(browser, { width: 360, height: 740 });
    stranger.expectErrors(/status of 40[14]/);
    await stranger.page.goto(`${world.url}/book/i/guessed`);
    await stranger.page.getByText('This link was used already').waitFor();
    await stranger.page.goto(`${world.url}/book/`);
    await stranger.page.getByText('This phone is not linked yet').waitFor();
    expect(await stranger.page.locator('footer').count()).toBe(0);
    await stranger.close();
  });

  it('shows what a booking came to, and how, in four languages', async () => {
    const open = await openPhone(await world.addMember('Lý Sử Mẩy', { locale: 'en' }));
    await main(open.page).click();
    await open.page.getByLabel('Village or plus code').fill('Tả Ngảo');
    await open.page.getByRole('button', { name: 'Tả Ngảo' }).click();
    await main(open.page).click();
    await open.page.getByLabel('Weight in kg').fill('101');
    await main(open.page).click();
    await open.page.getByText('Asking for prices').waitFor({ state: 'hidden' });
    await main(open.page).click();
    const own = async () => (await standing()).filter(({ kg }) => kg === 101);
    await expect.poll(async () => (await own()).length, { timeout: 10_000 }).toBe(1);
    await open.close();
    const [request] = await own();
    await settleRequest(world.store, world.hub.id, request!);
    const words = {
      en: ['Receipt', 'To pay', '₫35,000', 'The driver weighed apart'],
      vi: ['Biên lai', 'Cần trả', '35.000', 'Tài xế cân riêng từng loại'],
      'zh-Hans': ['收据', '应付', '₫35,000', '司机分别称重'],
      id: ['Tanda terima', 'Harus dibayar', '35.000', 'Sopir menimbang terpisah'],
    } as const;
    for (const [locale, [receipt, toPay, amount, apart]] of Object.entries(words)) {
      const leader = await world.addMember(`Giàng ${locale}`, { role: 'leader', locale: locale as Locale });
      const { page, close } = await openPhone(leader);
      await page.getByRole('button', { name: receipt }).click();
      const shown = page.getByRole('region', { name: receipt });
      await shown.getByText(toPay).waitFor();
      // 60,000 less 5,000, of which 20,000 are paid.
      await shown.getByText(amount).waitFor();
      await shown
        .getByText(apart)
        .filter({ hasText: /60.+ \+ pears 36/ })
        .waitFor();
      await shown.getByRole('img').waitFor();
      await expectNoAxeViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      await close();
    }
  });

  it('as a stranger with another’s link, an old link or a guessed id learns and changes nothing', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const booked = '0f8a5a4e-8d1f-4c5e-9a51-1d5a1f6f3c13';
    const draft = {
      id: booked,
      replaces: null,
      member: null,
      made_at: world.now(),
      kind: 'pickup' as const,
      date: days[0],
      place: 'Tả Phìn',
      lat: null,
      lon: null,
      landmark: 'sau trường học',
      photo: null,
      product: 'Mận',
      kg: 80,
      crates: null,
      parcels: null,
      ready_from: '06:00',
      ready_until: '12:00',
      harvested_at: null,
    };
    await world.services.booking.book(world.hub.id, mẩy, draft);
    const other = await openPhone(
      await world.addMember('Người Lạ', { role: 'leader', cooperative: world.theirs.id, locale: 'en' }),
    );
    other.expectErrors(/status of 40[134]/);
    const answers = await other.page.evaluate(
      async ({ sent, otherId, hub }) => {
        const post = async (path: string, body?: object) => {
          const headers = { 'content-type': 'application/json' };
          const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
          return [answer.status, await answer.text()] as const;
        };
        const photo = await fetch(`/api/hubs/${hub}/bookings/${sent.id}/photo`);
        return [
          await post(`/api/book/requests/${sent.id}/cancel`),
          await post(`/api/book/requests/${sent.id}/decline`),
          await post('/api/book/requests', sent),
          await post('/api/book/requests', { ...sent, id: otherId, replaces: sent.id }),
          [photo.status, await photo.text()] as const,
        ];
      },
      { sent: draft, otherId: crypto.randomUUID(), hub: world.hub.id },
    );
    expect(answers.map(([status]) => status)).toEqual([404, 404, 404, 404, 401]);
    const seen = [...answers.map(([, text]) => text), await other.page.content()].join();
    for (const secret of ['Chảo Mẩy', 'sau trường học']) expect(seen).not.toContain(secret);
    expect((await standing()).filter(({ id }) => id === booked)).toMatchObject([{ kg: 80 }]);
    await other.close();

    const { link } = await world.auth.members.invite(mẩy.id);
    world.pass(8 * 86_400_000);
    const stranger = await openPage(browser, { width: 360, height: 740 });
    stranger.expectErrors(/status of 4/);
    await stranger.page.goto(world.url + link);
    await stranger.page.getByText('This link has expired').waitFor();
    expect(await stranger.page.content()).not.toContain('Chảo Mẩy');
    await stranger.close();
  });
});
