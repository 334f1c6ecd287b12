import { UserError } from '#server/domain/user-error.ts';
import type { Store } from '#server/store/port.ts';
import { requireHub } from './hubs.ts';
import type { Services } from './port.ts';

/** Before any booking. */
const firstDay = '0000-01-01';

/** Cooperatives and who books for them. */
export function makeCooperatives(deps: {
  store: Pick<Store, 'hubs' | 'cooperatives' | 'members' | 'memberSessions' | 'bookings'>;
  newId: () => string;
  now: () => string;
}): Services['cooperatives'] {
  const { hubs, cooperatives, members, memberSessions, bookings } = deps.store;
  const getMember = async (hub: string, id: string) => {
    const member = await members.get(hub, id);
    if (!member) throw new UserError('MEMBER_UNKNOWN', `There is no member with id ${id}.`, { ids: [id] });
    return member;
  };
  const listMembers: Services['cooperatives']['listMembers'] = async (hub) => {
    await requireHub(hubs, hub);
    const { sessions, links } = await memberSessions.list(hub, deps.now());
    return (await members.list(hub)).map((member) => ({
      ...member,
      sessions: sessions
        .filter((session) => session.member === member.id)
        .map(({ member: _member, ...session }) => session),
      link_until: links.get(member.id) ?? null,
    }));
  };

  return {
    list: async (hub) => {
      await requireHub(hubs, hub);
      return cooperatives.list(hub);
    },
    add: (hub, draft) => cooperatives.add(hub, draft),
    update: (hub, id, draft) => cooperatives.update(hub, id, draft),
    listMembers,
    getMember,
    addMember: (hub, draft) => members.add(hub, deps.newId(), draft),
    updateMember: (hub, id, draft) => members.update(hub, id, draft),
    revoke: (hub, member, session) => memberSessions.remove(hub, member, session),
    exportMember: async (hub, id) => {
      await getMember(hub, id);
      const member = (await listMembers(hub)).find((each) => each.id === id);
      const booked = await bookings.listOfMember(hub, id, firstDay);
      return {
        member,
        places: await bookings.listPlaces(id),
        photos: (await bookings.listPhotos(id)).map(({ bytes, ...photo }) => ({
          ...photo,
          base64: bytes.toString('base64'),
        })),
        bookings: booked.map(({ request, landmark, madeAt }) => ({ request, landmark, made_at: madeAt })),
      };
    },
    removeMember: (hub, id) => members.remove(hub, id),
  };
}
