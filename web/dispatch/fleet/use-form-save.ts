import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useFieldProblem } from './field-problem.ts';

/** Saves a form, which closes when what it changed is asked for anew; what was wrong is told per field. */
export function useFormSave(changed: QueryKey, send: () => Promise<unknown>, onClose: () => void) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: changed });
      onClose();
    },
  });
  return { save, problemOf: useFieldProblem(save.error) };
}
