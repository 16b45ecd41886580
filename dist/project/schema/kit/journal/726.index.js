export const id = 726;
export const ids = [726];
export const modules = {

/***/ 6726:
/***/ ((module) => {

module.exports = eval("require")("pg");


/***/ })

};
