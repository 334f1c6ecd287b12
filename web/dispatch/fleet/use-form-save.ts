import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '#web/shared/api/queries.ts';
import { useHubContext } from '../hub-context.ts';
import { useFieldProblem } from './field-problem.ts';

/** Saves a form of the fleet, which closes when that is done; what was wrong is told per field. */
export function useFormSave(send: () => Promise<unknown>, onClose: () => void) {
  const { hub } = useHubContext();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.fleet(hub.id) });
      onClose();
    },
  });
  return { save, problemOf: useFieldProblem(save.error) };
}
