import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, browserProblem } from '#web/shared/api/api-problem.ts';
import { createQueryClient, keys } from '#web/shared/api/queries.ts';
import { keptDays } from '#web/shared/session/kept-days.ts';
import { session } from './support/mock-day.ts';

afterEach(() => vi.restoreAllMocks());

describe('what this device keeps', () => {
  const forgotten = () => vi.spyOn(keptDays, 'forgetOthers').mockResolvedValue();
  const asking = (client: ReturnType<typeof createQueryClient>, queryFn: () => Promise<unknown>) =>
    client.fetchQuery({ queryKey: keys.session, queryFn, retry: false, staleTime: 0 }).catch(() => null);

  it('is of no other than who is found signed in, or signs in', async () => {
    const forgetOthers = forgotten();
    const client = createQueryClient();
    client.setQueryData(keys.session, session);
    await asking(client, async () => ({ ...session, user: { ...session.user, id: 'u2' } }));
    expect(forgetOthers.mock.calls).toEqual([['u1'], ['u2']]);
  });

  it('is nobody’s where the server knows no session, and stays where the server is away', async () => {
    const forgetOthers = forgotten();
    const client = createQueryClient();
    await asking(client, () => Promise.reject(browserProblem('SERVER_UNREACHABLE', 'no signal')));
    expect(forgetOthers).not.toHaveBeenCalled();
    const problem = { type: 'about:blank', title: '', status: 401, code: 'NOT_SIGNED_IN', action: '' };
    await asking(client, () => Promise.reject(new ApiProblem(problem)));
    expect(forgetOthers.mock.calls).toEqual([[null]]);
  });

  it('is asked for nothing by answers that are not the session', () => {
    const forgetOthers = forgotten();
    createQueryClient().setQueryData(keys.hub('hub-1'), {});
    expect(forgetOthers).not.toHaveBeenCalled();
  });
});
