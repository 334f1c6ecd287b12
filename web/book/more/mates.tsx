import { useState } from 'react';
import { QrPicture } from '#web/shared/qr/qr-picture.tsx';
import { api } from '../api.ts';
import { useBook, useStart } from '../book-context.ts';
import { problemKey } from '../problem-key.ts';
import { CopyButton } from '../ui/copy-button.tsx';

interface Made {
  readonly name: string;
  readonly link: string;
}

/** The people of a leader's cooperative, each with a way to send her a link. */
export function Mates() {
  const { t, line, locale } = useBook();
  const { members } = useStart();
  const [made, setMade] = useState<Made | null>(null);
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const invite = async (id: string, of: string) => {
    try {
      setFailure(null);
      setMade({ name: of, link: (await api.inviteMate(id)).link });
    } catch (error) {
      setFailure(error);
    }
  };
  const add = async () => {
    try {
      const added = await api.addMate({ name: name.trim(), phone: '', locale });
      setName('');
      await invite(added.id, added.name);
      await line.sync();
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <section>
      <h2>{t('mates.title')}</h2>
      {failure !== null && (
        <p role="alert" className="note wrong">
          {t(problemKey(failure))}
        </p>
      )}
      {made && (
        <div className="note look">
          <output>{t('mates.send', { name: made.name })}</output>
          <QrPicture text={made.link} label={t('mates.qr', { name: made.name })} />
          <div className="buttons">
            <CopyButton text={made.link} label={t('copy')} />
          </div>
        </div>
      )}
      <ul className="cards">
        {members.map((mate) => (
          <li key={mate.id}>
            <button type="button" className="tile" onClick={() => void invite(mate.id, mate.name)}>
              <strong>{mate.name}</strong>
              {t('mates.invite')}
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void add();
        }}
      >
        <label className="field">
          {t('mates.name')}
          <input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </label>
        <button type="submit" className="button">
          {t('mates.add')}
        </button>
      </form>
    </section>
  );
}
