interface ChoicesProps<T extends string> {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly (readonly [T, string])[];
  readonly value: T | null;
  readonly onChange: (value: T | null) => void;
  /** Words for null, where that is a choice. */
  readonly none?: string;
}

/** One of a few, each as large as a thumb. */
export function Choices<T extends string>({ legend, name, choices, value, onChange, none }: ChoicesProps<T>) {
  return (
    <fieldset className="stack">
      <legend className="legend">{legend}</legend>
      {none !== undefined && (
        <label className="choice">
          <input type="radio" name={name} checked={value === null} onChange={() => onChange(null)} />
          <span>{none}</span>
        </label>
      )}
      {choices.map(([each, words]) => (
        <label key={each} className="choice">
          <input type="radio" name={name} checked={value === each} onChange={() => onChange(each)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
