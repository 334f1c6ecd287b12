import { type Dispatch, type SetStateAction, useState } from 'react';
import type { Consent } from '#server/domain/drive/run-event.ts';
import { shrinkPhoto } from '#web/shared/phone/shrink-photo.ts';
import { useWords } from '../i18n.tsx';
import type { DayTools } from '../pages/day.tsx';
import { MarkPad } from './mark-pad.tsx';

export interface Proof {
  readonly note: string;
  readonly photo: string | null;
  readonly consent: Consent | null;
}

export const noProof: Proof = { note: '', photo: null, consent: null };

interface ProofFieldsProps {
  readonly tools: DayTools;
  readonly proof: Proof;
  /** By what is there then: a photo takes a while to be made smaller, and a note is typed meanwhile. */
  readonly onChange: Dispatch<SetStateAction<Proof>>;
}

/** Pixels: a label or a scale on it can be read. */
const photoSide = 1280;

/** A photo, the other's mark or spoken yes, and a note: none of them is asked for. */
export function ProofFields({ tools, proof, onChange }: ProofFieldsProps) {
  const { t } = useWords();
  const [isMarking, setIsMarking] = useState(false);
  const [isPhotoLost, setIsPhotoLost] = useState(false);
  const keep = async (picture: Blob): Promise<string | null> => {
    try {
      setIsPhotoLost(false);
      return await tools.log.addPicture(picture);
    } catch {
      // No room on the phone, or a file that is no picture: the tap itself goes on without.
      setIsPhotoLost(true);
      return null;
    }
  };
  const takePhoto = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const small = await shrinkPhoto(file, photoSide).catch(() => null);
    if (small === null) {
      setIsPhotoLost(true);
      return;
    }
    const photo = await keep(small);
    if (photo !== null) onChange((now) => ({ ...now, photo }));
  };
  return (
    <div className="stack">
      <div className="two">
        <label className="button big">
          {proof.photo === null ? t('proof.photo') : t('proof.photo-taken')}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            className="visually-hidden"
            onChange={(event) => void takePhoto(event.target.files?.[0])}
          />
        </label>
        <button
          type="button"
          className="button big"
          aria-pressed={proof.consent?.kind === 'spoken'}
          onClick={() =>
            onChange((now) => ({
              ...now,
              consent: now.consent?.kind === 'spoken' ? null : { kind: 'spoken' },
            }))
          }
        >
          {proof.consent?.kind === 'spoken' ? t('proof.yes-said') : t('proof.yes')}
        </button>
      </div>
      <button type="button" className="button big" onClick={() => setIsMarking(!isMarking)}>
        {proof.consent?.kind === 'drawn' ? t('proof.mark-there') : t('proof.mark')}
      </button>
      {isMarking && (
        <MarkPad
          onMark={async (picture) => {
            const id = await keep(picture);
            if (id !== null) onChange((now) => ({ ...now, consent: { kind: 'drawn', picture: id } }));
            setIsMarking(false);
          }}
        />
      )}
      {isPhotoLost && (
        <p className="drive-note wrong" role="alert">
          {t('proof.not-kept')}
        </p>
      )}
      <div className="field">
        <label htmlFor="proof-note">{t('item.note')}</label>
        <input
          id="proof-note"
          className="input"
          maxLength={500}
          value={proof.note}
          onChange={({ target: { value: note } }) => onChange((now) => ({ ...now, note }))}
        />
      </div>
    </div>
  );
}
