// Written by scripts/approximations.py. Names that end in Short are good enough for float32.

/** The positive zero of digamma less 1, in two doubles. */
export const DIGAMMA_ROOT_LESS_ONE: f64 = 0.46163214496836236;
export const DIGAMMA_ROOT_REST: f64 = -1.5522348162858677e-17;

// lgamma(x) / ((x-1) (x-2)), x = t + 3/2; t in [-0.5, 0.5]; relative error 6.9e-17.
// @ts-ignore: decorator
@inline
export function lgammaFactor(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  const t8 = t4 * t4;
  const t16 = t8 * t8;
  return (((((0.4831289505409809 + t * -0.14595989591430608) + t2 * (0.06291140107458168 + t * -0.0313084875010217)) + t4 * ((0.01679709862898276 + t * -0.009425622447061077) + t2 * (0.005446457956850198 + t * -0.003212074148968353))) + t8 * (((0.0019229132430031888 + t * -0.0011644126224041502) + t2 * (0.0007115650250304279 + t * -0.0004380224528708151)) + t4 * ((0.0002708950296280356 + t * -0.00016865016226225166) + t2 * (0.00010771545393886628 + t * -6.765020809380933e-05)))) + t16 * ((3.4988964640274815e-05 + t * -2.2062867871136606e-05) + t2 * (2.8340547351058232e-05 + t * -1.804276273750087e-05)));
}

// lgamma(x) / ((x-1) (x-2)), x = t + 3/2; t in [-0.5, 0.5]; relative error 6.9e-17.
// @ts-ignore: decorator
@inline
export function lgammaFactor_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  const t16 = f64x2.mul(t8, t8);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.4831289505409809), f64x2.mul(t, f64x2.splat(-0.14595989591430608))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.06291140107458168), f64x2.mul(t, f64x2.splat(-0.0313084875010217))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.01679709862898276), f64x2.mul(t, f64x2.splat(-0.009425622447061077))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.005446457956850198), f64x2.mul(t, f64x2.splat(-0.003212074148968353))))))), f64x2.mul(t8, f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.0019229132430031888), f64x2.mul(t, f64x2.splat(-0.0011644126224041502))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.0007115650250304279), f64x2.mul(t, f64x2.splat(-0.0004380224528708151))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.0002708950296280356), f64x2.mul(t, f64x2.splat(-0.00016865016226225166))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.00010771545393886628), f64x2.mul(t, f64x2.splat(-6.765020809380933e-05))))))))), f64x2.mul(t16, f64x2.add(f64x2.add(f64x2.splat(3.4988964640274815e-05), f64x2.mul(t, f64x2.splat(-2.2062867871136606e-05))), f64x2.mul(t2, f64x2.add(f64x2.splat(2.8340547351058232e-05), f64x2.mul(t, f64x2.splat(-1.804276273750087e-05)))))));
}

// lgamma(x) / ((x-1) (x-2)), x = t + 3/2; t in [-0.5, 0.5]; relative error 6.9e-10.
// @ts-ignore: decorator
@inline
export function lgammaFactorShort_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.4831289505409809), f64x2.mul(t, f64x2.splat(-0.14595990197047848))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.06291140483558316), f64x2.mul(t, f64x2.splat(-0.031308005354291575))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.01679679922060099), f64x2.mul(t, f64x2.splat(-0.009436288268733021))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.005453080503264046), f64x2.mul(t, f64x2.splat(-0.0031169820596948635))))))), f64x2.mul(t8, f64x2.add(f64x2.add(f64x2.splat(0.0018638849491948337), f64x2.mul(t, f64x2.splat(-0.0015244858346622184))), f64x2.mul(t2, f64x2.splat(0.0009349331277874866)))));
}

/** lgamma(3/2) * -4. */
export const LGAMMA_MIDDLE: f64 = 0.4831289505409809;

// (that less LGAMMA_MIDDLE) / t; t in [-0.5, 0.5]; relative error 5.2e-8.
// @ts-ignore: decorator
@inline
export function lgammaMiddle_f32x4(t: v128): v128 {
  const t2 = f32x4.mul(t, t);
  const t4 = f32x4.mul(t2, t2);
  const t8 = f32x4.mul(t4, t4);
  return f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.splat(-0.1459599), f32x4.mul(t, f32x4.splat(0.06291128))), f32x4.mul(t2, f32x4.add(f32x4.splat(-0.031308413), f32x4.mul(t, f32x4.splat(0.016803566))))), f32x4.mul(t4, f32x4.add(f32x4.add(f32x4.splat(-0.009429614), f32x4.mul(t, f32x4.splat(0.0053551164))), f32x4.mul(t2, f32x4.add(f32x4.splat(-0.0031557197), f32x4.mul(t, f32x4.splat(0.0023883113))))))), f32x4.mul(t8, f32x4.splat(-0.0014514028)));
}

// digamma(x) / (x - its zero), x = t + 3/2; t in [-0.5, 0.5]; relative error 1.4e-16.
// @ts-ignore: decorator
@inline
export function digammaFactor(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  const t8 = t4 * t4;
  const t16 = t8 * t8;
  return (((((0.9510558760318328 + t * -0.4236274212814573) + t2 * (0.24054248424078478 + t * -0.14840492305485808)) + t4 * ((0.09498872445354183 + t * -0.06192213319072707) + t2 * (0.0407608338843387 + t * -0.026975800029253667))) + t8 * (((0.017907250563619775 + t * -0.011908146513976738) + t2 * (0.007926972735646359 + t * -0.005280903066090605)) + t4 * ((0.0035187504361950134 + t * -0.002337552647103118) + t2 * (0.0015580749137213761 + t * -0.0010776863967234226)))) + t16 * (((0.0007184107969046378 + t * -0.00035476352053371977) + t2 * (0.00023650171719339814 + t * -0.0003783907897248858)) + t4 * 0.0002522590506964885));
}

// digamma(x) / (x - its zero), x = t + 3/2; t in [-0.5, 0.5]; relative error 1.4e-16.
// @ts-ignore: decorator
@inline
export function digammaFactor_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  const t16 = f64x2.mul(t8, t8);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.9510558760318328), f64x2.mul(t, f64x2.splat(-0.4236274212814573))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.24054248424078478), f64x2.mul(t, f64x2.splat(-0.14840492305485808))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.09498872445354183), f64x2.mul(t, f64x2.splat(-0.06192213319072707))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.0407608338843387), f64x2.mul(t, f64x2.splat(-0.026975800029253667))))))), f64x2.mul(t8, f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.017907250563619775), f64x2.mul(t, f64x2.splat(-0.011908146513976738))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.007926972735646359), f64x2.mul(t, f64x2.splat(-0.005280903066090605))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.0035187504361950134), f64x2.mul(t, f64x2.splat(-0.002337552647103118))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.0015580749137213761), f64x2.mul(t, f64x2.splat(-0.0010776863967234226))))))))), f64x2.mul(t16, f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.0007184107969046378), f64x2.mul(t, f64x2.splat(-0.00035476352053371977))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.00023650171719339814), f64x2.mul(t, f64x2.splat(-0.0003783907897248858))))), f64x2.mul(t4, f64x2.splat(0.0002522590506964885)))));
}

// digamma(x) / (x - its zero), x = t + 3/2; t in [-0.5, 0.5]; relative error 4.2e-9.
// @ts-ignore: decorator
@inline
export function digammaFactorShort_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.9510558760318328), f64x2.mul(t, f64x2.splat(-0.42362749747529066))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.24054253501497624), f64x2.mul(t, f64x2.splat(-0.1483988613883281))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.09498468507487738), f64x2.mul(t, f64x2.splat(-0.062055980386091954))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.040850026740824504), f64x2.mul(t, f64x2.splat(-0.025786883631264544))))))), f64x2.mul(t8, f64x2.add(f64x2.add(f64x2.splat(0.01711498899971067), f64x2.mul(t, f64x2.splat(-0.016373620255320655))), f64x2.mul(t2, f64x2.splat(0.010902588672572695)))));
}

// x (lgamma(x) - ((x-1/2) log x - x + log(2 pi)/2)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function stirlingTail(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  return (((0.08333333333333333 + t * -0.002777777777773988) + t2 * (0.0007936507897524059 + t * -0.0005952365845057049)) + t4 * ((0.0008414700852503147 + t * -0.001890382993887715) + t2 * 0.005065905360156132));
}

// x (lgamma(x) - ((x-1/2) log x - x + log(2 pi)/2)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function stirlingTail_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.08333333333333333), f64x2.mul(t, f64x2.splat(-0.002777777777773988))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.0007936507897524059), f64x2.mul(t, f64x2.splat(-0.0005952365845057049))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.0008414700852503147), f64x2.mul(t, f64x2.splat(-0.001890382993887715))), f64x2.mul(t2, f64x2.splat(0.005065905360156132)))));
}

// x (lgamma(x) - ((x-1/2) log x - x + log(2 pi)/2)), t = 1/x^2; t in [0.0, 0.11111]; relative error 3.6e-10.
// @ts-ignore: decorator
@inline
export function stirlingTailShort_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.08333333330240195), f64x2.mul(t, f64x2.splat(-0.002777763776343079))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.0007926112796567787), f64x2.mul(t, f64x2.splat(-0.0005671814041535567))))), f64x2.mul(t4, f64x2.splat(0.0005045318717343812)));
}

// x (lgamma(x) - ((x-1/2) log x - x + log(2 pi)/2)), t = 1/x^2; t in [0.0, 0.11111]; relative error 7.7e-9.
// @ts-ignore: decorator
@inline
export function stirlingTailShort_f32x4(t: v128): v128 {
  const t2 = f32x4.mul(t, t);
  return f32x4.add(f32x4.add(f32x4.splat(0.083333336), f32x4.mul(t, f32x4.splat(-0.0027775862))), f32x4.mul(t2, f32x4.add(f32x4.splat(0.00078471843), f32x4.mul(t, f32x4.splat(-0.00045442831)))));
}

// x^2 (log x - 1/(2x) - digamma(x)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function digammaTail(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  return (((0.08333333333333333 + t * -0.008333333333331664) + t2 * (0.003968253965999701 + t * -0.004166665501516725)) + t4 * ((0.007575459920369176 + t * -0.02105106090804774) + t2 * (0.08002337465397756 + t * -0.299425370626735)));
}

// x^2 (log x - 1/(2x) - digamma(x)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function digammaTail_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.08333333333333333), f64x2.mul(t, f64x2.splat(-0.008333333333331664))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.003968253965999701), f64x2.mul(t, f64x2.splat(-0.004166665501516725))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.007575459920369176), f64x2.mul(t, f64x2.splat(-0.02105106090804774))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.08002337465397756), f64x2.mul(t, f64x2.splat(-0.299425370626735)))))));
}

// x^2 (log x - 1/(2x) - digamma(x)), t = 1/x^2; t in [0.0, 0.11111]; relative error 3.5e-9.
// @ts-ignore: decorator
@inline
export function digammaTailShort_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.08333333302898548), f64x2.mul(t, f64x2.splat(-0.008333195428618415))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.003957962501202982), f64x2.mul(t, f64x2.splat(-0.003885669332656079))))), f64x2.mul(t4, f64x2.splat(0.004109370910981499)));
}

// x^3 (trigamma(x) - 1/x - 1/(2 x^2)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.6e-17.
// @ts-ignore: decorator
@inline
export function trigammaTail(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  const t8 = t4 * t4;
  return ((((0.16666666666666666 + t * -0.0333333333333322) + t2 * (0.023809523807580096 + t * -0.03333333204380414)) + t4 * ((0.07575714459070881 + t * -0.25303182992145234) + t2 * (1.1574253415441726 + t * -6.4640994255594775))) + t8 * 30.16232499270368);
}

// x^3 (trigamma(x) - 1/x - 1/(2 x^2)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.6e-17.
// @ts-ignore: decorator
@inline
export function trigammaTail_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.16666666666666666), f64x2.mul(t, f64x2.splat(-0.0333333333333322))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.023809523807580096), f64x2.mul(t, f64x2.splat(-0.03333333204380414))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.07575714459070881), f64x2.mul(t, f64x2.splat(-0.25303182992145234))), f64x2.mul(t2, f64x2.add(f64x2.splat(1.1574253415441726), f64x2.mul(t, f64x2.splat(-6.4640994255594775))))))), f64x2.mul(t8, f64x2.splat(30.16232499270368)));
}

// exp(y^2) erfc(y) / w, w = 2/(2+y), t = w - 1/2; t in [-0.5, 0.5]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function scaledErfcFactor(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  const t8 = t4 * t4;
  const t16 = t8 * t8;
  return (((((0.5107913526210115 + t * 0.6871606844138106) + t2 * (0.5589441851121077 + t * 0.145768926027516)) + t4 * ((-0.17208529511550957 + t * -0.10366696108412841) + t2 * (0.09889958586382082 + t * 0.05358694803201507))) + t8 * (((-0.08487340757662436 + t * -0.008799088986582881) + t2 * (0.07396900402173368 + t * -0.034968444786214775)) + t4 * ((-0.04443372866900808 + t * 0.06603101768792627) + t2 * (-0.009220192980792309 + t * -0.05969792672402249)))) + t16 * ((((0.06558831313749969 + t * -0.0001516827286593953) + t2 * (-0.07481182845809715 + t * 0.08518104507836005)) + t4 * ((-0.0019384703320191748 + t * -0.11632036112942097) + t2 * (0.12218492123501039 + t * 0.04312034689852925))) + t8 * ((-0.16400662572437086 + t * 0.05477223752840449) + t2 * (0.08119331162727454 + t * -0.0535040577162625))));
}

// exp(y^2) erfc(y) / w, w = 2/(2+y), t = w - 1/2; t in [-0.5, 0.5]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function scaledErfcFactor_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  const t16 = f64x2.mul(t8, t8);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.5107913526210115), f64x2.mul(t, f64x2.splat(0.6871606844138106))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.5589441851121077), f64x2.mul(t, f64x2.splat(0.145768926027516))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(-0.17208529511550957), f64x2.mul(t, f64x2.splat(-0.10366696108412841))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.09889958586382082), f64x2.mul(t, f64x2.splat(0.05358694803201507))))))), f64x2.mul(t8, f64x2.add(f64x2.add(f64x2.add(f64x2.splat(-0.08487340757662436), f64x2.mul(t, f64x2.splat(-0.008799088986582881))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.07396900402173368), f64x2.mul(t, f64x2.splat(-0.034968444786214775))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(-0.04443372866900808), f64x2.mul(t, f64x2.splat(0.06603101768792627))), f64x2.mul(t2, f64x2.add(f64x2.splat(-0.009220192980792309), f64x2.mul(t, f64x2.splat(-0.05969792672402249))))))))), f64x2.mul(t16, f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.06558831313749969), f64x2.mul(t, f64x2.splat(-0.0001516827286593953))), f64x2.mul(t2, f64x2.add(f64x2.splat(-0.07481182845809715), f64x2.mul(t, f64x2.splat(0.08518104507836005))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(-0.0019384703320191748), f64x2.mul(t, f64x2.splat(-0.11632036112942097))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.12218492123501039), f64x2.mul(t, f64x2.splat(0.04312034689852925))))))), f64x2.mul(t8, f64x2.add(f64x2.add(f64x2.splat(-0.16400662572437086), f64x2.mul(t, f64x2.splat(0.05477223752840449))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.08119331162727454), f64x2.mul(t, f64x2.splat(-0.0535040577162625)))))))));
}

// exp(y^2) erfc(y) / w, w = 2/(2+y), t = w - 1/2; t in [-0.5, 0.5]; relative error 1.6e-9.
// @ts-ignore: decorator
@inline
export function scaledErfcFactorShort_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.5107913526210115), f64x2.mul(t, f64x2.splat(0.6871606645198982))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.5589441713639516), f64x2.mul(t, f64x2.splat(0.14577118584297485))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(-0.1720837677154761), f64x2.mul(t, f64x2.splat(-0.10374183490993255))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.0988517382802766), f64x2.mul(t, f64x2.splat(0.054681048122988934))))))), f64x2.mul(t8, f64x2.add(f64x2.add(f64x2.add(f64x2.splat(-0.08424633727771277), f64x2.mul(t, f64x2.splat(-0.01696047624079062))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.07021222185297141), f64x2.mul(t, f64x2.splat(-0.0025893132759017283))))), f64x2.mul(t4, f64x2.splat(-0.03605364879141343)))));
}

// (log((1+s)/(1-s)) - 2s) / s^3, t = s^2; t in [0.0, 0.02944]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function logTail(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  return (((0.6666666666666666 + t * 0.4000000000000088) + t2 * (0.2857142857080323 + t * 0.2222222239180047)) + t4 * ((0.18181795630884753 + t * 0.15386240205813478) + t2 * (0.13268759668560612 + t * 0.13086767009948175)));
}

// (log((1+s)/(1-s)) - 2s) / s^3, t = s^2; t in [0.0, 0.02944]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function logTail_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.6666666666666666), f64x2.mul(t, f64x2.splat(0.4000000000000088))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.2857142857080323), f64x2.mul(t, f64x2.splat(0.2222222239180047))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.18181795630884753), f64x2.mul(t, f64x2.splat(0.15386240205813478))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.13268759668560612), f64x2.mul(t, f64x2.splat(0.13086767009948175)))))));
}

// (log((1+s)/(1-s)) - 2s) / s^3, t = s^2; t in [0.0, 0.02944]; relative error 1.7e-9.
// @ts-ignore: decorator
@inline
export function logTailShort_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  return f64x2.add(f64x2.add(f64x2.splat(0.6666666655445165), f64x2.mul(t, f64x2.splat(0.40000121876972))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.2855081659971155), f64x2.mul(t, f64x2.splat(0.23330581938241893)))));
}

// (log(1+t) - t) / t^2; t in [-0.29289, 0.41421]; relative error 8.1e-9.
// @ts-ignore: decorator
@inline
export function logBend_f32x4(t: v128): v128 {
  const t2 = f32x4.mul(t, t);
  const t4 = f32x4.mul(t2, t2);
  const t8 = f32x4.mul(t4, t4);
  return f32x4.add(f32x4.add(f32x4.add(f32x4.add(f32x4.splat(-0.5), f32x4.mul(t, f32x4.splat(0.33333322))), f32x4.mul(t2, f32x4.add(f32x4.splat(-0.25000012), f32x4.mul(t, f32x4.splat(0.20001447))))), f32x4.mul(t4, f32x4.add(f32x4.add(f32x4.splat(-0.16667537), f32x4.mul(t, f32x4.splat(0.14232318))), f32x4.mul(t2, f32x4.add(f32x4.splat(-0.124208145), f32x4.mul(t, f32x4.splat(0.11812136))))))), f32x4.mul(t8, f32x4.add(f32x4.splat(-0.11557288), f32x4.mul(t, f32x4.splat(0.06769024)))));
}
