// Packages without typings of their own. Each is used behind one thin file of ours that gives it types.
declare module '*.css';
declare module '*.module.css' {
  const classes: Record<string, string>;
  export default classes;
}
declare module '*.svg' {
  const url: string;
  export default url;
}
declare module 'bpmn-moddle';
declare module 'dmn-moddle';
declare module 'camunda-bpmn-moddle/resources/camunda.json';
declare module 'zeebe-bpmn-moddle/resources/zeebe.json';
declare module 'bpmn-auto-layout';
declare module 'jsdom';
declare module 'saxen';
