import type { ReactNode } from "react";

type ShellProps = {
  skipLabel: string;
  navigationLabel: string;
  /** Name of the product or the organisation, leading home. */
  brand: ReactNode;
  /** Ends of the top bar: who is signed in, theme, language. */
  controls: ReactNode;
  navigation: ReactNode;
  children: ReactNode;
};

/** The frame of the console: skip link, top bar, navigation at the side (on narrow screens below the bar), page. */
export function Shell({ skipLabel, navigationLabel, brand, controls, navigation, children }: ShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink label={skipLabel} />
      <header className="sticky top-0 z-10 flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-border bg-bg px-4 py-2">
        <div className="min-w-0 font-semibold">{brand}</div>
        <div className="ms-auto flex flex-wrap items-center gap-2">{controls}</div>
      </header>
      <div className="flex flex-1 flex-col lg:flex-row">
        <nav
          aria-label={navigationLabel}
          className="border-b border-border bg-surface p-2 lg:w-60 lg:shrink-0 lg:border-e lg:border-b-0 lg:p-3"
        >
          {navigation}
        </nav>
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-4 py-4 focus:outline-none md:px-6">
          {children}
        </main>
      </div>
    </div>
  );
}

/** First stop of the keyboard: jumps over everything to the page's content. */
function SkipLink({ label }: { label: string }) {
  return (
    <a
      href="#main"
      className="sr-only rounded-md border border-border-control bg-bg px-3 py-2 font-medium focus:not-sr-only focus:absolute focus:start-2 focus:top-2 focus:z-20"
    >
      {label}
    </a>
  );
}

/** The frame of pages outside the console: the brand, then one narrow column. */
export function PlainPage({ brand, controls, children }: Pick<ShellProps, "brand" | "controls" | "children">) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-3xl flex-col px-4 text-message">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
        <div className="min-w-0 font-semibold">{brand}</div>
        <div className="ms-auto flex flex-wrap items-center gap-2 text-base">{controls}</div>
      </header>
      <main id="main" tabIndex={-1} className="flex-1 py-6 focus:outline-none">
        {children}
      </main>
    </div>
  );
}
