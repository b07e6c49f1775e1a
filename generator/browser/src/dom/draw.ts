/**
 * Draws descriptions into the page, and changes only what differs from what stands there.
 *
 * Smaller than a library because it does less: no hooks, no contexts, no portals, no events but the browser's own.
 * Each description has at least one node, an empty text where it draws nothing, so that every place is known.
 */
import type { Children, Kind, Props, Ref, VNode } from "./nodes";

/** A description and the nodes that stand for it. */
type Drawn = {
  from: Children;
  /** The element or the text; null for what only holds others. */
  node: Element | Text | null;
  children: readonly Drawn[];
  component: Component<object, object> | null;
};

/** A part of the page with a state of its own, drawn again when it says so. */
export abstract class Component<Given extends object, State extends object = object> {
  props: Readonly<Given>;
  state = {} as Readonly<State>;
  /** Set while it stands on the screen. */
  standing: Drawn | null = null;
  private next: Readonly<State> | null = null;

  constructor(props: Given) {
    this.props = props;
  }

  abstract render(props: Readonly<Given>, state: Readonly<State>): Children;

  componentDidMount?(): void;
  componentDidUpdate?(): void;
  shouldComponentUpdate?(next: Given): boolean;

  setState(change: Partial<State>): void {
    this.next = { ...(this.next ?? this.state), ...change };
    this.forceUpdate();
  }

  /** Drawn again once, after all that is happening now. */
  forceUpdate(): void {
    if (waiting.size === 0) void Promise.resolve().then(drawWaiting);
    waiting.add(this as unknown as Component<object, object>);
  }

  /** Takes the state that was asked for, and gives what to draw. */
  drawing(): Children {
    waiting.delete(this as unknown as Component<object, object>);
    this.state = this.next ?? this.state;
    this.next = null;
    return this.render(this.props, this.state);
  }
}

const waiting = new Set<Component<object, object>>();
/** What components do once their nodes stand on the screen. */
let afterwards: (() => void)[] = [];

function drawWaiting(): void {
  for (const component of waiting) {
    const { standing: drawn } = component;
    // Whoever has gone meanwhile is not drawn.
    if (drawn) drawAgain(drawn, component);
    else waiting.delete(component);
  }
  settle();
}

function drawAgain(drawn: Drawn, component: Component<object, object>): void {
  const last = nodesOf(drawn).at(-1)!;
  drawn.children = changed(last.parentElement!, last.nextSibling, drawn.children, [component.drawing()]);
  afterwards.push(() => component.componentDidUpdate?.());
}

function settle(): void {
  const acts = afterwards;
  afterwards = [];
  for (const act of acts) act();
}

/** What draws these children in an element that holds nothing else. */
export function render(children: Children, place: Element): void {
  changed(place, null, [], [children]);
  settle();
}

// --- a list of children ---------------------------------------------------------------------------

/** The children in their places before `end`: those of the same kind and the same key are kept, others come and go. */
function changed(place: Element, end: Node | null, before: readonly Drawn[], after: readonly Children[]): readonly Drawn[] {
  const keyed = new Map(before.flatMap((one) => (keyOf(one.from) === undefined ? [] : [[keyOf(one.from), one] as const])));
  const left = new Set(before);
  const found = after.map((from, index) => {
    const key = keyOf(from);
    const old = key === undefined ? before[index] : keyed.get(key);
    if (!old || !left.has(old) || !isAlike(old.from, from)) return null;
    left.delete(old);
    return old;
  });
  for (const one of left) remove(one);
  const drawn = after.map((from, index) => patched(place, found[index] ?? null, from));
  let next = end;
  for (const one of drawn.toReversed()) {
    for (const node of nodesOf(one).reverse()) {
      if (node.nextSibling !== next || node.parentNode !== place) place.insertBefore(node, next);
      next = node;
    }
  }
  return drawn;
}

function keyOf(from: Children): VNode["key"] {
  return isVNode(from) ? from.key : undefined;
}

function isVNode(from: Children): from is VNode {
  return typeof from === "object" && from !== null && !Array.isArray(from);
}

function isAlike(one: Children, other: Children): boolean {
  if (isVNode(one)) return isVNode(other) && one.type === other.type && one.key === other.key;
  return !isVNode(other) && Array.isArray(one) === Array.isArray(other);
}

function nodesOf({ node, children }: Drawn): ChildNode[] {
  return node ? [node] : children.flatMap(nodesOf);
}

function remove(drawn: Drawn): void {
  for (const node of nodesOf(drawn)) node.remove();
  forget(drawn);
}

function forget({ from, component, children }: Drawn): void {
  if (component) component.standing = null;
  refer(from, null);
  children.forEach(forget);
}

function refer(from: Children, node: Element | null): void {
  const ref = isVNode(from) ? (from.props["ref"] as Ref<Element> | undefined) : undefined;
  if (ref) ref.current = node;
}

// --- one description ------------------------------------------------------------------------------

function patched(place: Element, old: Drawn | null, from: Children): Drawn {
  const drawn = old ?? { from, node: null, children: [], component: null };
  // The very same description draws the same.
  if (old?.from === from) return drawn;
  const before = old?.from;
  drawn.from = from;
  if (Array.isArray(from)) hold(place, drawn, from as readonly Children[]);
  else if (!isVNode(from)) write(drawn, from === null || from === undefined || typeof from === "boolean" ? "" : String(from));
  else if (typeof from.type === "string") drawElement(place, drawn, from, isVNode(before) ? before.props : {});
  else drawKind(place, drawn, from, from.type);
  return drawn;
}

/** What has no node of its own draws its children beside each other; an empty list still has its place. */
function hold(place: Element, drawn: Drawn, children: readonly Children[]): void {
  const last = nodesOf(drawn).at(-1);
  const end = last?.parentNode === place ? last.nextSibling : null;
  drawn.children = changed(place, end, drawn.children, children.length > 0 ? children : [null]);
}

function write(drawn: Drawn, text: string): void {
  drawn.node ??= document.createTextNode(text);
  if ((drawn.node as Text).data !== text) (drawn.node as Text).data = text;
}

function drawKind(place: Element, drawn: Drawn, { props }: VNode, kind: Kind): void {
  let { component } = drawn;
  if (component) {
    const isStill = component.shouldComponentUpdate?.(props) === false;
    component.props = props;
    if (isStill) return;
    const updated = component;
    afterwards.push(() => updated.componentDidUpdate?.());
  } else if (kind.prototype instanceof Component) {
    const made = new (kind as new (given: Props) => Component<object, object>)(props);
    component = made;
    made.standing = drawn;
    drawn.component = made;
    afterwards.push(() => made.componentDidMount?.());
  }
  hold(place, drawn, [component ? component.drawing() : (kind as (given: Props) => Children)(props)]);
}

const SVG = "http://www.w3.org/2000/svg";

function drawElement(place: Element, drawn: Drawn, { type, props }: VNode, before: Props): void {
  const isSvg = type === "svg" || place.namespaceURI === SVG;
  const element = (drawn.node ??= isSvg ? document.createElementNS(SVG, type as string) : document.createElement(type as string)) as Element;
  for (const name of Object.keys(before)) if (!(name in props)) set(element, name, undefined, before[name]);
  const { children } = props as { readonly children?: Children };
  drawn.children = changed(element, null, drawn.children, Array.isArray(children) ? (children as readonly Children[]) : [children]);
  // After its children: a list shows the one of them that is its value.
  for (const [name, value] of Object.entries(props)) set(element, name, value, before[name]);
  refer(drawn.from, element);
}

// --- attributes and events ------------------------------------------------------------------------

/** What an element keeps of the functions that it calls: they change at each drawing, and are heard by one listener. */
type Listening = Element & { heard?: { [name: string]: (event: Event) => void } };

function set(element: Element, name: string, value: unknown, before: unknown): void {
  if (name === "children" || name === "ref" || name === "key") return;
  if (name === "value" || name === "checked") {
    // What somebody has typed since counts, not what was drawn before.
    const control = element as unknown as Record<string, unknown>;
    if (control[name] !== value) control[name] = value ?? "";
  } else if (value === before) return;
  else if (name.startsWith("on")) listen(element, name.slice(2).toLowerCase(), value as (event: Event) => void);
  else if (name === "style") {
    for (const [property, text] of Object.entries(value as Props)) (element as HTMLElement).style.setProperty(property, String(text));
  } else if (value === undefined || value === null || (value === false && !/^(?:aria|data|spell)/.test(name))) {
    element.removeAttribute(name);
  } else element.setAttribute(name, value === true && !/^(?:aria|data|spell)/.test(name) ? "" : String(value));
}

function listen(element: Listening, name: string, act: (event: Event) => void): void {
  if (!element.heard) element.heard = {};
  if (!element.heard[name]) element.addEventListener(name, (event) => element.heard![name]?.(event));
  element.heard[name] = act;
}
