/** Classes that break the rules of the house, so that each rule is seen to find them. */
package io.seedbed.world.wrong;
