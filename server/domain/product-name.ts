/** What a product is called by the hub, and by language where that is another name. */
interface NamedProduct {
  readonly name: string;
  /** Absent: none are known. */
  readonly names?: Readonly<Partial<Record<string, string>>> | undefined;
}

/** The name in a language of the product that a request names; as the request has it where the hub has no such product. */
export function productName(products: readonly NamedProduct[], name: string, locale: string): string {
  return products.find((product) => product.name === name)?.names?.[locale] ?? name;
}
