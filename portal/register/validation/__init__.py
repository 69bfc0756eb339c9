"""Whether a council’s contracts file is right: `evenhand validate-register`. Nothing of the store is asked."""
