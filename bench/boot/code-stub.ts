// What a module of a work plugin gets for its imports. A module is one file of a real package, so its imports are
// elsewhere; whatever it does with them at the top level, it gets something that goes along with it.

/** An expression, because it becomes part of each bundle. */
export const STUB = `(()=>{const stub=new Proxy(function(){},{
get:(own,key)=>key==="prototype"?own[key]:key===Symbol.toPrimitive?()=>"":
key===Symbol.iterator?()=>({next:()=>({done:true})}):key==="then"?undefined:stub,
set:()=>true,apply:()=>stub,construct:()=>({})});return stub})()`;
