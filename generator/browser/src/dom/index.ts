/** Drawing: `draw.ts` for what it does, `nodes.ts` for what it draws. */
export { Component, render } from "./draw";
export { type Children, type Ref, type VNode, createRef, h } from "./nodes";
