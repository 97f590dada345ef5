/**
 * What of a BPMN or DMN text runs: the drawing, white space, the tool's own marks and other processes of the file left out.
 * Two texts with equal executable content are the same version (DECISIONS 19).
 */
import { createHash } from 'node:crypto';

export function executableHash(xml: string, key: string): string {
  return createHash('sha256').update(executableContent(xml, key)).digest('hex');
}

export function executableContent(xml: string, key: string): string {
  return withoutOtherProcesses(xml, key)
    .replace(/<\?xml[^>]*\?>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<((?:[\w-]+:)?(?:BPMNDiagram|DMNDI))\b[\s\S]*?<\/\1\s*>/g, '')
    .replace(/<((?:[\w-]+:)?collaboration)\b[\s\S]*?<\/\1\s*>/g, '')
    .replace(/\s(?:exporter|exporterVersion)="[^"]*"/g, '')
    .replace(/>\s+</g, '><')
    .trim();
}

// helpers //////////

function withoutOtherProcesses(xml: string, key: string): string {
  return xml.replace(
    /<((?:[\w-]+:)?process)\b([^>]*)>[\s\S]*?<\/\1\s*>/g,
    (whole, _tag, attributes: string) => (/\bid="([^"]*)"/.exec(attributes)?.[1] === key ? whole : ''),
  );
}
