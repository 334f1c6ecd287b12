import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import { type Product, type ProductPicture as PictureName, productPicture } from '#server/contract/hub.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { localeNames, locales } from '#web/shared/i18n/locales.ts';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProductPicture } from '#web/shared/ui/product-picture.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { useFieldProblem } from './field-problem.ts';
import { NumberField } from './number-field.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSavedDraft } from './use-saved-draft.ts';

/** What the hub's growers bring. */
export function ProductsTab() {
  const { products } = useHubContext();
  return <ProductsForm saved={products} />;
}

/** One that is new has a name of its own until it is saved. */
interface Line {
  readonly newKey?: string;
  readonly id: string | null;
  readonly name: string;
  readonly names: Product['names'];
  readonly picture: PictureName;
  readonly kg_per_crate: number | null;
  readonly kg_per_parcel: number | null;
  readonly freshness_hours: number | null;
}

let lastKey = 0;

function ProductsForm({ saved }: { saved: readonly Product[] }) {
  const { t } = useI18n();
  const { hub, canEdit } = useHubContext();
  const client = useQueryClient();
  const { say } = useToasts();
  const { draft: lines, setDraft: setLines, ...state } = useSavedDraft<readonly Line[]>(saved);
  const change = (changed: Line, part: Partial<Line>): void =>
    setLines(lines.map((line) => (line === changed ? { ...line, ...part } : line)));
  const remove = (line: Line): void => {
    setLines(lines.filter((each) => each !== line));
    say(t('form.removed', { name: line.name }), () => setLines(lines));
  };
  const add = (): void => {
    lastKey += 1;
    const line = { newKey: `new ${lastKey}`, id: null, name: '', names: {}, picture: 'crate' } as const;
    setLines([...lines, { ...line, kg_per_crate: 20, kg_per_parcel: 5, freshness_hours: null }]);
  };
  const save = useMutation({
    mutationFn: () => call(endpoints.saveProducts, { params: { hub: hub.id }, body: lines.map(bodyOf) }),
    onSuccess: async (products) => {
      // Those that were new have their ids now.
      setLines(products);
      say(t('settings.saved'));
      await client.invalidateQueries({ queryKey: keys.hub(hub.id) });
    },
  });
  const problemOf = useFieldProblem(save.error);
  return (
    <form
      className="stack settings-form"
      aria-label={t('product.title')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.error && <ProblemPanel error={save.error} />}
      {lines.length === 0 && <p className="empty">{t('product.none')}</p>}
      <fieldset className="stack fieldset-plain" disabled={!canEdit}>
        <ul className="stack">
          {lines.map((line, index) => (
            <ProductLine
              key={line.id ?? line.newKey}
              line={line}
              problemOf={(field) => problemOf(`${index}.${field}`)}
              onChange={(part) => change(line, part)}
              onRemove={() => remove(line)}
            />
          ))}
        </ul>
        {canEdit && (
          <div>
            <button type="button" className="button" onClick={add}>
              <Icon name="add" />
              {t('product.add')}
            </button>
          </div>
        )}
      </fieldset>
      {canEdit && (
        <SaveBar
          isDirty={state.isDirty}
          isOvertaken={state.isOvertaken}
          isSaving={save.isPending}
          onReset={state.reset}
        />
      )}
    </form>
  );
}

/** What is needed is there: the form asks for it. */
const bodyOf = ({ id, name, names, picture, kg_per_crate, kg_per_parcel, freshness_hours }: Line) => ({
  id,
  name,
  // A name that was emptied again is none.
  names: Object.fromEntries(Object.entries(names).filter(([, called]) => called.trim() !== '')),
  picture,
  kg_per_crate: kg_per_crate ?? 0,
  kg_per_parcel: kg_per_parcel ?? 0,
  freshness_hours,
});

interface ProductLineProps {
  readonly line: Line;
  readonly problemOf: (field: string) => string | null;
  readonly onChange: (part: Partial<Line>) => void;
  readonly onRemove: () => void;
}

function ProductLine({ line, problemOf, onChange, onRemove }: ProductLineProps) {
  const { t } = useI18n();
  return (
    <li className="product-line">
      <InputField
        label={t('product.name')}
        required
        maxLength={100}
        error={problemOf('name')}
        value={line.name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <NumberField
        label={t('product.per-crate')}
        required
        min="0.01"
        step="any"
        error={problemOf('kg_per_crate')}
        value={line.kg_per_crate}
        onChange={(value) => onChange({ kg_per_crate: value })}
      />
      <NumberField
        label={t('product.per-parcel')}
        required
        min="0.01"
        step="any"
        error={problemOf('kg_per_parcel')}
        value={line.kg_per_parcel}
        onChange={(value) => onChange({ kg_per_parcel: value })}
      />
      <NumberField
        label={t('product.fresh')}
        placeholder={t('product.no-limit')}
        min="0.5"
        step="any"
        error={problemOf('freshness_hours')}
        value={line.freshness_hours}
        onChange={(value) => onChange({ freshness_hours: value })}
      />
      <button
        type="button"
        className="button quiet icon"
        aria-label={t('form.remove-of', { name: line.name || t('product.title') })}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
      <details className="product-words">
        <summary>
          <ProductPicture name={line.picture} />
          {t('product.words')}
        </summary>
        <div className="product-names">
          <SelectField
            label={t('product.picture')}
            value={line.picture}
            // Its options are the pictures.
            onChange={({ target }) => onChange({ picture: target.value as PictureName })}
          >
            {productPicture.options.map((picture) => (
              <option key={picture} value={picture}>
                {t(`product.picture.${picture}`)}
              </option>
            ))}
          </SelectField>
          {locales.map((locale) => (
            <InputField
              key={locale}
              label={localeNames[locale]}
              lang={locale}
              maxLength={100}
              placeholder={line.name}
              value={line.names[locale] ?? ''}
              onChange={({ target }) => onChange({ names: { ...line.names, [locale]: target.value } })}
            />
          ))}
        </div>
      </details>
    </li>
  );
}
