import { useQueryClient } from '@tanstack/react-query';
import { keys } from '#web/shared/api/queries.ts';
import { useFormSave } from '../fleet/use-form-save.ts';
import { useHubContext } from '../hub-context.ts';

/** Saves a form of cooperatives and members, which closes when that is done. */
export function usePeopleForm(send: () => Promise<unknown>, onClose: () => void) {
  const { hub } = useHubContext();
  const client = useQueryClient();
  return useFormSave(async () => {
    await send();
    await client.invalidateQueries({ queryKey: keys.people(hub.id) });
  }, onClose);
}
