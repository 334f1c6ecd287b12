import { useMutation } from '@tanstack/react-query';
import { useToasts } from '#web/shared/ui/toasts.tsx';

interface Removal {
  /** Said with the way to undo it. */
  readonly said: string;
  readonly remove: () => Promise<unknown>;
  readonly restore: () => Promise<unknown>;
  /** What is shown is not any more as it was. */
  readonly onChange: () => unknown;
}

/** Removes something, and takes it back where that is asked for. */
export function useRemoval({ said, remove, restore, onChange }: Removal) {
  const { say, sayProblem } = useToasts();
  const undo = (): void => {
    restore().then(onChange, sayProblem);
  };
  return useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      say(said, undo);
      await onChange();
    },
    onError: sayProblem,
  });
}
