/** How a shop's export of orders is laid out: a row for each product of each order (docs/lists.md says where each is from). */
export interface ShopLayout {
  readonly name: string;
  /** Headings in the languages in which the export comes; the first of a list that is there counts. */
  readonly columns: {
    readonly order: readonly string[];
    readonly status: readonly string[];
    readonly product: readonly string[];
    readonly variation: readonly string[];
    readonly quantity: readonly string[];
    readonly returned: readonly string[];
    /** Where the parcels are picked up. */
    readonly place: readonly string[];
  };
  /** Headings of which one at least is in no other shop's export. */
  readonly signs: readonly string[];
  /** An order whose status has one of these in it is not waiting to be sent. */
  readonly done: readonly string[];
}
