/** Camunda's invoice demo as it lies in the shared test data, and the line that says what stands for its Java class. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const INVOICE_MODELS = ['invoice.v2.bpmn', 'reviewInvoice.bpmn', 'invoiceBusinessDecisions.dmn'];
export const INVOICE_FORMS = [
  'start-form.html',
  'approve-invoice.html',
  'assign-reviewer.html',
  'review-invoice.html',
  'prepare-bank-transfer.html',
];
export const INVOICE_MAPPING = `map:
  - java_class: org.camunda.bpm.example.invoice.service.ArchiveInvoiceService
    task: log.write
    inputs: {message: '= "Archived " + invoiceNumber'}
`;

export function readInvoiceFile(shared: string, name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(shared, 'data/bpmn/camunda-invoice', name)));
}
