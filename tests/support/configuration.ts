/** Configurations for tests, written as YAML by path, read and checked like a person's files. */
import {
  type Configuration,
  configurationOf,
  type DefinitionProblem,
  problemText,
} from '#metadata/definition.ts';
import { readSolution } from '#metadata/files.ts';
import { PEOPLE_DEFINITIONS } from '#metadata/people.ts';
import { buildRegistry, type Registry } from '#metadata/registry.ts';
import { checkShape } from '../../runtime/server/model/check-shape.ts';

export type Files = Readonly<Record<string, string>>;

/** The built-in solution and one of these files; throws where a file has a wrong shape. */
export function configuration(files: Files, key = 'test'): Configuration {
  const solution = `key: ${key}\ntitle: Test\nversion: 1.0.0\nlanguages: [en, uk, ru]\ncurrency: UAH\n`;
  const read = readSolution(new Map(Object.entries({ 'solution.yaml': solution, ...files })), checkShape);
  if (read.problems.length > 0) throw new Error(read.problems.map(problemText).join('\n'));
  return configurationOf([...PEOPLE_DEFINITIONS, ...read.definitions]);
}

/** The registry of such a configuration; throws where it has errors. */
export function registry(files: Files, key = 'test'): Registry {
  const built = buildRegistry(configuration(files, key));
  const errors = built.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(problemText).join('\n'));
  return built.registry;
}

/** Problems of such a configuration as lines `entity/deal fields.name: …`. */
export function problemsOf(files: Files, key = 'test'): string[] {
  return buildRegistry(configuration(files, key)).problems.map((problem: DefinitionProblem) =>
    problemText(problem),
  );
}

/** Deals of customers with lines, on a pipeline: enough for queries, rights and the write path. */
export const SALES: Files = {
  'entities/customer.yaml': `
title: "{name}"
fields:
  name:     {type: text, required: true}
  segment:  {type: choice, options: {vip: VIP, small: Small}}
  city:     {type: text}
  email:    {type: email, unique: true}
  tags:     {type: tags}
  deals:    {type: children, of: deal}
  revenue:  {type: money, rollup: sum(deals.total)}
  biggest:  {type: money, rollup: max(deals.total)}
  rank:     {type: text, formula: 'if revenue > 1000 then "gold" else "plain"'}
`,
  'entities/deal.yaml': `
title: "{number} {name}"
owner: responsible
fields:
  name:        {type: text, required: true}
  number:      {type: autonumber, pattern: "D-{0000}"}
  customer:    {type: lookup, to: customer, required: true}
  responsible: {type: user}
  stage:       {type: stage, pipeline: sales}
  amount:      {type: money}
  margin:      {type: decimal, scale: 2}
  close_date:  {type: date}
  loss_reason: {type: text}
  contacts:    {type: links, to: customer, with: {role: {type: choice, options: [buyer, user]}}}
  lines:       {type: children, of: deal_line}
  total:       {type: money, rollup: sum(lines.total)}
  big_lines:   {type: integer, rollup: 'count(lines[total > 100])'}
  weighted:    {type: money, formula: amount * pipeline(stage).probability / 100}
checks:
  positive: {that: amount = null or amount >= 0, message: The amount can not be negative., field: amount}
`,
  'entities/deal_line.yaml': `
part_of: deal
title: "{product}"
fields:
  deal:     {type: lookup, to: deal, required: true, on_delete: cascade}
  product:  {type: text, required: true}
  quantity: {type: integer, default: 1}
  price:    {type: money}
  total:    {type: money, formula: quantity * price}
`,
  'pipelines/sales.yaml': `
entity: deal
stages:
  new:      {label: {en: New, uk: Нова}, probability: 10}
  contract: {probability: 80, requires: [close_date, amount], checklist: {budget: Budget confirmed}}
  won:      {outcome: won, requires: [amount]}
  lost:     {outcome: lost, requires: [loss_reason]}
moves: {lost: [new], won: []}
`,
  'views/open_deals.yaml': `
entity: deal
where: pipeline(stage).outcome = null and list contains(me.teams, responsible.team)
columns: [name, customer, amount, stage, {field: customer.city, label: City}]
group: stage
sort: [-amount]
as: [table, kanban]
kanban: {by: stage, card: [customer], sum: amount}
`,
  'roles/seller.yaml': `
label: Seller
records:
  deal:     {see: team, create: all, edit: own, delete: none}
  customer: {see: '= segment != "vip" or owner_id = me', create: all, edit: own}
fields:
  deal: {margin: hidden, loss_reason: read}
`,
  'roles/director.yaml': `
label: Director
records: {deal: all, customer: all, deal_line: all}
`,
};
