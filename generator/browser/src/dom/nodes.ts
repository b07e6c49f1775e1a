/** What a page draws: descriptions of elements, texts and components, compared with what stands on the screen. */

export type Key = string | number;
export type Props = { readonly [name: string]: unknown };

export type VNode = {
  readonly type: string | Kind;
  readonly props: Props;
  readonly key: Key | undefined;
};

/** Nothing stands for itself, so that what comes after it keeps its place. */
export type Children = VNode | string | number | boolean | null | undefined | readonly Children[];

/** What draws: a function of its properties, or a component that has a state of its own. */
// Properties are each kind's own, and JSX checks them where they are given.
// eslint-disable-next-line
export type Kind = ((props: never) => Children) | (new (props: never) => Drawing);

export interface Drawing {
  render(props: never, state: never): Children;
}

/** The element that stands for a description, once it is on the screen. */
export type Ref<Element> = { current: Element | null };

export function createRef<Element>(): Ref<Element> {
  return { current: null };
}

export function h(type: string | Kind, props: Props, key?: Key): VNode {
  return { type, props, key };
}
