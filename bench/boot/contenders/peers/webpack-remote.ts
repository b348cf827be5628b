// The two files that webpack's ModuleFederationPlugin makes of a remote: its container, and the chunk of what it exposes.

export type RemoteBuild = {
  /** Names the remote in its page; distinct for every remote. */
  readonly uniqueName: string;
  /** Address of the folder of the chunk, with a slash at its end. */
  readonly publicPath: string;
  /** Key under which the module is exposed. */
  readonly expose: string;
  /** File name of the chunk. */
  readonly chunk: string;
  /** Statements of the exposed module; they assign its exports to `exports`. */
  readonly module: string;
};

/**
 * An expression: the container, with `init` and `get`. It has what this remote needs of webpack's
 * runtime and nothing else, which is less than any real build.
 */
export function containerOf({ uniqueName, publicPath, expose, chunk }: RemoteBuild): string {
  const url = JSON.stringify(publicPath + chunk);
  return `(()=>{
const modules={},queue=${queueOf(uniqueName)},install=added=>Object.assign(modules,added);
let exports,loading;
queue.forEach(install);queue.push=install;
const load=()=>loading??=new Promise((resolve,reject)=>{
const script=document.createElement("script");
script.src=${url};script.onload=resolve;script.onerror=()=>reject(Error("Loading chunk failed: "+script.src));
document.head.append(script)});
const factory=id=>()=>{if(!exports){exports={};modules[id](exports)}return exports};
return{init(){},async get(id){
if(id!==${JSON.stringify(expose)})throw Error("Not exposed: "+id);
if(!modules[id])await load();
return factory(id)}}})()`;
}

/** Evaluating the chunk hands the module over; the module itself runs when the container is asked for it. */
export function exposedChunkOf({ uniqueName, expose, module }: RemoteBuild): string {
  return `${queueOf(uniqueName)}.push({${JSON.stringify(expose)}(exports){${module}}});`;
}

const queueOf = (uniqueName: string): string =>
  `(self[${JSON.stringify(`webpackChunk${uniqueName}`)}]??=[])`;
