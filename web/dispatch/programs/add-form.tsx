import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Cooperative } from '#server/contract/cooperative.ts';
import { CooperativeField } from '../people/cooperative-field.tsx';

interface AddFormProps {
  readonly cooperatives: readonly Cooperative[];
  /** What the button says. */
  readonly action: string;
  readonly isReady: boolean;
  readonly onAdd: (cooperative: string) => void;
  /** What else there is to say of it. */
  readonly children: ReactNode;
}

/** Makes something for one of the cooperatives. */
export function AddForm({ cooperatives, action, isReady, onAdd, children }: AddFormProps) {
  const [cooperative, setCooperative] = useState(cooperatives[0]?.id ?? '');
  return (
    <form
      className="form-grid program-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onAdd(cooperative);
      }}
    >
      <CooperativeField cooperatives={cooperatives} value={cooperative} onChange={setCooperative} />
      {children}
      <button type="submit" className="button primary" disabled={!isReady}>
        {action}
      </button>
    </form>
  );
}
