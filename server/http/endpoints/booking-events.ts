import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw, memberOf } from '../handle.ts';

/** Nothing is replayed: a phone that comes back reads anew, unless what it has seen still is so. */
export const bookingEvents = handleRaw(endpoints.bookingEvents, async (call, tools, req, res) => {
  const { services, auth, streams, tuning } = tools;
  if (req.method === 'HEAD') {
    res.type('text/event-stream').end();
    return;
  }
  const { hub, member, session } = memberOf(call);
  const secret = call.memberSecret ?? '';
  await streams.open(res, session, {
    hub,
    events: await services.booking.watch(hub, member, call.query.seen ?? null),
    after: null,
    isAllowed: async () => (await auth.members.authenticate(secret)) !== null,
    heartbeatSeconds: tuning.heartbeatSeconds,
    sessionCheckSeconds: tuning.sessionCheckSeconds,
    stallSeconds: tuning.stallSeconds,
  });
});
