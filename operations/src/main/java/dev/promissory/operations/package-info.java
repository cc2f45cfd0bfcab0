/**
 * What operators do to a running system, each in a package of its own. Tools, not services: they read topics, compare, and
 * write down what they did. They may know the forms of the stewards' and the views' rows; no service knows them.
 */
package dev.promissory.operations;
