/** Placeholder. */ package io.adgaze.jobs;
