/** What the TypeScript compiler says of files that stand in memory, as a program of its own; it knows of the web what a client needs. */
import ts from 'typescript';

/** The web's own declarations are so large that checking them would take longer than all the rest. */
const WEB = `
declare const console: { log(...what: unknown[]): void };
declare class URL { constructor(path: string, base: string); }
declare function fetch(url: URL, init: { method: string; headers: Record<string, string>; body?: string }): Promise<{
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;
`;

/** @param files text by name; sentences with file and line, none where all is well */
export function compilerSays(given: Readonly<Record<string, string>>): string[] {
  const files: Record<string, string> = { ...given, 'web.d.ts': WEB };
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    lib: ['lib.es2022.d.ts'],
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const nameOf = (path: string) => path.replace(/^.*\//, '');
  const program = ts.createProgram(Object.keys(files), options, {
    ...host,
    fileExists: (path) => nameOf(path) in files || host.fileExists(path),
    readFile: (path) => files[nameOf(path)] ?? host.readFile(path),
    getSourceFile: (path, target) => {
      const text = files[nameOf(path)];
      return text === undefined ? host.getSourceFile(path, target) : ts.createSourceFile(path, text, target);
    },
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file ? nameOf(file.fileName) : ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
