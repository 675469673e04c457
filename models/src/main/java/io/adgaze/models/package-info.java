/** Placeholder. */ package io.adgaze.models;
