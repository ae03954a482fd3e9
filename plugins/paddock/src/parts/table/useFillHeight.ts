import { useLayoutEffect, useState, type RefObject } from 'react';

const leastHeight = 320;
const margin = 24;

/** From the top of the page, whatever is scrolled. */
function topOf(element: HTMLElement): number {
  let top = 0;
  let each: Element | null = element;
  while (each instanceof HTMLElement) {
    top += each.offsetTop;
    each = each.offsetParent;
  }
  return top;
}

/** The height that is left for an element down to the window's end, in px. */
export function useFillHeight(ref: RefObject<HTMLElement>): number {
  const [height, setHeight] = useState(leastHeight);
  useLayoutEffect(() => {
    const measure = () => {
      if (!ref.current) return;
      const left = window.innerHeight - topOf(ref.current) - margin;
      setHeight(Math.max(leastHeight, left));
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
    // What stands above may grow or shrink with every render.
  });
  return height;
}
