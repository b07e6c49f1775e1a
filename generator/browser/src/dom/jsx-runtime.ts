/** What the compiler makes of JSX. */
import type { JSX as Elements } from "preact/jsx-runtime";
import { type Children, type Drawing, type Key, type Kind, type VNode, h } from "./nodes";

export { h as jsx, h as jsxs, h as jsxDEV };

/** Several nodes where one is expected: nothing of its own. */
export function Fragment({ children }: { readonly children?: Children }): Children {
  return children;
}

export namespace JSX {
  export type Element = VNode | Children;
  export type ElementType = string | Kind;
  export type ElementClass = Drawing;
  export interface ElementAttributesProperty {
    readonly props: unknown;
  }
  export interface ElementChildrenAttribute {
    readonly children: unknown;
  }
  export interface IntrinsicAttributes {
    readonly key?: Key | undefined;
  }
  /** The attributes and events of every element, as Preact's types have them; nothing else of it is used. */
  export type IntrinsicElements = Elements.IntrinsicElements;
}
