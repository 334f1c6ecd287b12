import type { ReactNode } from 'react';

/** A page that only says something, and what to do. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="drive-page notice">
      <h1>{title}</h1>
      <div className="stack">{children}</div>
    </main>
  );
}
