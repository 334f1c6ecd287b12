import { CopyButton } from './copy-button.tsx';

/** A link to be copied, by the button or by hand. */
export function LinkBox({ label, link }: { label: string; link: string }) {
  return (
    <div className="link-box">
      <input
        className="input"
        aria-label={label}
        value={link}
        readOnly
        onFocus={(event) => event.target.select()}
      />
      <CopyButton text={link} />
    </div>
  );
}
